package dev.rollcall.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrintableTextTest {

  private static final String EMOJI = "\uD83E\uDD16";

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("", ""),
        arguments("node1", "node1"),
        arguments(
            "\u0639\u0642\u062f\u0629 \u8282 " + EMOJI, "\u0639\u0642\u062f\u0629 \u8282 " + EMOJI),
        arguments("a\r\nb", "a\\u000d\\u000ab"),
        arguments("\u0000\u001b\u007f\u0085", "\\u0000\\u001b\\u007f\\u0085"),
        arguments("\u2028\u2029", "\\u2028\\u2029"),
        arguments("\uD83E!\uDD16", "\\ud83e!\\udd16"),
        arguments("a".repeat(80), "a".repeat(80)),
        arguments("a".repeat(81), "a".repeat(80) + "..."),
        arguments(EMOJI.repeat(80), EMOJI.repeat(80)),
        arguments(EMOJI.repeat(81), EMOJI.repeat(80) + "..."),
        arguments("\n".repeat(81), "\\u000a".repeat(80) + "..."));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("texts")
  void aTextIsShownOnOneShortLine(String text, String expected) {
    assertEquals(expected, PrintableText.printable(text));
  }

  static Stream<Arguments> characters() {
    return Stream.of(
        arguments("", false),
        arguments("node 1", false),
        arguments("\u00a0\u200d\u8282" + EMOJI, false),
        arguments("a\tb", true),
        arguments("a\u0000", true),
        arguments("\u009f", true),
        arguments("\u2028", true),
        arguments("\u2029", true),
        arguments("\uD83E", true),
        arguments("\uDD16a", true));
  }

  @ParameterizedTest
  @MethodSource("characters")
  void whatWouldBreakALogLineIsFound(String text, boolean has) {
    assertEquals(has, PrintableText.hasControlCharacter(text));
  }
}
