package dev.rollcall.source.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rule as a table. Each word of the first column is a poll: the letter is the content found, a
 * capital one is bad, and '!' says that it is ready. The file begins with content a.
 */
class SettledContentRuleTest {

  private final List<String> read = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "a a,       same same",
    "a! a!,     same same",
    "b b b,     wait NEW same",
    "b! b,      NEW same",
    "b c c c,   wait wait NEW same",
    "b c!,      wait NEW",
    "b a b b,   wait same wait NEW",
    "b b a a,   wait NEW wait NEW",
    "b b a!,    wait NEW NEW",
    "B B B,     wait NEW same",
    "B! B B!,   wait NEW same",
    "B B!,      wait NEW",
    "B! a B! B, wait same wait NEW",
    "B c! B! B, wait NEW wait NEW",
    "B! C! C!,  wait wait NEW",
  })
  void whereBadContentMustSettle(String polls, String expected) {
    assertEquals(expected, results(new SettledContentRule<>(SettledContentRuleTest::isBad), polls));
  }

  @ParameterizedTest
  @CsvSource({
    "B B B,     wait NEW same",
    "B! B,      NEW same",
    "B a B B!,  wait same wait NEW",
    "b C!,      wait NEW",
    "b! B! b!,  NEW NEW NEW",
  })
  void whereItNeedNot(String polls, String expected) {
    assertEquals(expected, results(new SettledContentRule<>(), polls));
  }

  @Test
  void onlyWhatMayCountIsRead() {
    results(new SettledContentRule<>(SettledContentRuleTest::isBad), "a b c c d! d E! E");

    assertEquals(List.of("c", "d", "E", "E"), read);
  }

  @Test
  void withoutAnyContentBeforeTheFirstMustSettleToo() {
    SettledContentRule<String, String> follower = new SettledContentRule<>();

    assertEquals(Optional.empty(), follower.lastEvaluated());
    assertEquals("wait", poll(follower, "a"));
    assertEquals("NEW", poll(follower, "a"));
    assertEquals(Optional.of("a"), follower.lastEvaluated());
  }

  private String results(SettledContentRule<String, String> follower, String polls) {
    follower.evaluated("a");
    return String.join(
        " ", List.of(polls.split(" ")).stream().map(p -> poll(follower, p)).toList());
  }

  private String poll(SettledContentRule<String, String> follower, String poll) {
    String found = poll.substring(0, 1);
    PollResult<String> result = follower.poll(found, poll.endsWith("!"), () -> read(found));
    if (result instanceof PollResult.Changed<String> changed) {
      assertEquals(found, changed.content());
      return "NEW";
    }
    return result instanceof PollResult.Unsettled ? "wait" : "same";
  }

  private String read(String content) {
    read.add(content);
    return content;
  }

  private static boolean isBad(String content) {
    return Character.isUpperCase(content.charAt(0));
  }
}
