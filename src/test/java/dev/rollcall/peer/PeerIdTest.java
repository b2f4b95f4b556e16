package dev.rollcall.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerIdTest {

  // One character of two chars.
  private static final String EMOJI = "\uD83E\uDD16";

  static Stream<String> good() {
    return Stream.of(
        "a",
        "node1",
        "ip-10-0-0-1",
        "two words",
        "two\u00a0words",
        "a/b:c%d'\"<>",
        "\u0639\u0642\u062f\u0629-\u0661",
        "\u8282\u70b9\u4e00",
        EMOJI,
        // A family joined by zero width joiners is one picture.
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "a".repeat(253),
        EMOJI.repeat(253));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void anIdOfAnyScriptIsKeptToTheLetter(String text) {
    PeerId id = new PeerId(text);

    assertEquals(text, id.value());
    assertEquals(text, id.toString());
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        arguments("", "an id must not be empty"),
        arguments(" ", "an id must not be empty"),
        arguments("\n\t\u3000", "an id must not be empty"),
        arguments(" a", "id ' a' begins or ends with a blank"),
        arguments("a ", "id 'a ' begins or ends with a blank"),
        arguments("a\n", "id 'a\\u000a' begins or ends with a blank"),
        arguments("\u3000a", "id '\u3000a' begins or ends with a blank"),
        arguments("\u00a0", "an id must not be empty"),
        arguments("\u202f\u2007", "an id must not be empty"),
        arguments("\u00a0a", "id '\u00a0a' begins or ends with a blank"),
        arguments("a\u00a0", "id 'a\u00a0' begins or ends with a blank"),
        arguments("a\u202f", "id 'a\u202f' begins or ends with a blank"),
        arguments("a\nb", "id 'a\\u000ab' has a control character"),
        arguments("a\u0000", "id 'a\\u0000' has a control character"),
        arguments("a\u007fb", "id 'a\\u007fb' has a control character"),
        arguments("a\u0085b", "id 'a\\u0085b' has a control character"),
        arguments("a\u2028b", "id 'a\\u2028b' has a control character"),
        arguments("a\u2029b", "id 'a\\u2029b' has a control character"),
        arguments("a\u001b[31mb", "id 'a\\u001b[31mb' has a control character"),
        arguments("a\uD83Eb", "id 'a\\ud83eb' has a control character"),
        arguments("\uDD16\uD83E", "id '\\udd16\\ud83e' has a control character"),
        arguments("a".repeat(254), "an id has at most 253 characters, this one has 254"),
        arguments(EMOJI.repeat(254), "an id has at most 253 characters, this one has 254"),
        arguments("a".repeat(65_536), "an id has at most 253 characters, this one has 65536"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("bad")
  void aBadIdIsRefusedWithWhatIsWrong(String text, String message) {
    Exception error = assertThrows(IllegalArgumentException.class, () -> new PeerId(text));

    assertEquals(message, error.getMessage());
  }

  @Test
  void idsAreInOrderOfTheirCharacters() {
    Stream<PeerId> ids =
        Stream.of("b", "\u8282", "a10", "B", "a", "\u0639", "a2", "1").map(PeerId::new);

    List<String> sorted = ids.sorted().map(PeerId::value).toList();

    assertEquals(List.of("1", "B", "a", "a10", "a2", "b", "\u0639", "\u8282"), sorted);
  }

  @ParameterizedTest(name = "''{0}'' is another id than ''node''")
  @ValueSource(strings = {"Node", "node1", "n\u00f6de"})
  void idsAreTheSameOnlyToTheLetter(String other) {
    PeerId node = new PeerId("node");

    assertEquals(new PeerId("node"), node);
    assertEquals(0, new PeerId("node").compareTo(node));
    assertNotEquals(new PeerId(other), node);
    assertNotEquals(0, new PeerId(other).compareTo(node));
  }
}
