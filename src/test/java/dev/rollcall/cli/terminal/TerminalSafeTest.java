package dev.rollcall.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSafeTest {

  @ParameterizedTest
  @CsvSource({
    "'\u001b[31mred', \\u001b[31mred",
    "'a\tb', a\\u0009b",
    "a\u009bb, a\\u009bb", // an escape sequence in one character
    "a\u2028b, a\\u2028b",
    "a\ud800b, a\\ud800b", // half a character
  })
  void whatSteersIsANumber(String text, String plain) {
    assertEquals(plain, TerminalSafe.escape(text));
  }

  @Test
  void theRestStaysAsItIsAndAsLong() {
    String text = "\u8282\u70b9 \u0639 ü \ud83d\udda5".repeat(100);
    assertSame(text, TerminalSafe.escape(text));
    assertEquals(text + "\\u0000", TerminalSafe.escape(text + "\0"));
  }
}
