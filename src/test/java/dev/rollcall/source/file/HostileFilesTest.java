package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {

  private static final int MANY = 2_000_000;
  private static final String TOO_DEEP = "is nested too deeply (at most 20 levels)";
  private static final String TOO_MANY =
      "there are more than 2000000 values, counting what each alias stands for";

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("brackets", "[".repeat(10_000), "p:1:21: " + TOO_DEEP),
        Arguments.of("braces", "{a: ".repeat(10_000), "p:1:81: " + TOO_DEEP),
        Arguments.of("dashes", "- ".repeat(10_000), "p:1:41: " + TOO_DEEP),
        Arguments.of("keys", "? ".repeat(10_000), "p:1:41: " + TOO_DEEP),
        Arguments.of("billion laughs", laughs("[%s]"), "p:7:33: " + TOO_MANY),
        Arguments.of("billion merges", laughs("{<<: [%s]}"), "p:7:33: " + TOO_MANY),
        Arguments.of(
            "many values",
            "[" + "a,".repeat(MANY) + "]",
            "p:1:%d: ".formatted(2 * MANY) + TOO_MANY),
        Arguments.of(
            "a long comment",
            "#".repeat(MANY),
            "p:1:1: is empty; expected 'peers' with a list of peers"),
        Arguments.of(
            "a long text",
            "\"" + "x".repeat(MANY),
            "p:1:%d: the text in quotes is never closed (begun in line 1)".formatted(MANY + 2)),
        Arguments.of(
            "a long number",
            "peers: [{address: 1.1.1.1:1, capabilities: {memory_gb: " + "1".repeat(MANY) + "}}]",
            "p:1:56: peers[0].capabilities.memory_gb: expected a number such as 16 or 0.5, found '"
                + "1".repeat(80)
                + "...'"),
        Arguments.of(
            "a long host of digits",
            "peers: [{address: " + "1".repeat(MANY) + "x:1}]",
            "p:1:19: peers[0].address: '"
                + "1".repeat(80)
                + "...' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at"
                + " most 253 in all)"),
        Arguments.of(
            "a long IPv4 address",
            "peers: [{address: " + "1.".repeat(MANY) + "1:1}]",
            "p:1:19: peers[0].address: '"
                + "1.".repeat(40)
                + "...' is not an IPv4 address (four numbers from 0 to 255)"),
        Arguments.of(
            "a long host",
            "peers: [{address: " + "a.".repeat(MANY) + ":1}]",
            "p:1:19: peers[0].address: '"
                + "a.".repeat(40)
                + "...' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at"
                + " most 253 in all)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aHostileFileIsOneProblemSoon(String name, String file, String expected) {
    List<String> problems =
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Rosters.problems(file));

    assertEquals(List.of(expected), problems);
  }

  @Test
  void asManyLevelsAsAllowedAreRead() {
    assertEquals(
        List.of("p:1:1: expected a mapping with defaults, peers, links, found a list"),
        Rosters.problems("[".repeat(20) + "]".repeat(20)));
  }

  @Test
  void aSharedAnchorIsNoBomb() {
    StringBuilder file = new StringBuilder("defaults: {capabilities: &c {memory_gb: 1}}\npeers:\n");
    for (int i = 0; i < 10_000; i++) {
      file.append("- {id: n%d, address: h%d:1, capabilities: *c}%n".formatted(i, i));
    }

    assertEquals(10_000, Rosters.valid(file.toString()).members().size());
  }

  @Test
  void tenThousandMistakesAreTenThousandProblems() {
    StringBuilder file = new StringBuilder("peers:\n");
    for (int i = 0; i < 10_000; i++) {
      file.append("- {id: n%d, address: h%d:1}%n".formatted(i, i));
    }
    file.append("links:\n").append("- [x0, nobody]\n".repeat(5_000));

    List<String> problems =
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Rosters.problems(file.toString()));

    assertEquals(10_000, problems.size());
  }

  /** Each line stands for ten of the one before. */
  private static String laughs(String form) {
    StringBuilder file = new StringBuilder("- &a0 {x: y}\n");
    for (int i = 1; i < 12; i++) {
      String ten = String.join(", ", Collections.nCopies(10, "*a" + (i - 1)));
      file.append("- &a").append(i).append(' ').append(form.formatted(ten)).append('\n');
    }
    return file.toString();
  }
}
