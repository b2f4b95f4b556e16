package dev.rollcall.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayWidthTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', 0",
    "node1, 5",
    "ü, 1",
    "u\u0308, 1", // a letter and its accent
    "\u8282\u70b9, 4", // Chinese
    "\u30ce\u30fc\u30c9, 6", // Japanese
    "\uff89\uff70\uff84\uff9e, 4", // the same, half as wide
    "\uff2e\uff11, 4", // Latin, as wide as Chinese
    "\ub178\ub4dc, 4", // Korean
    "\u0639\u0642\u062f\u0629, 4", // Arabic
    "\ud83d\udda5, 2", // a picture
    "a\u200db, 2", // joined by nothing that is seen
    "\u25cf\u2717\u251c\u2500, 4", // our own marks
  })
  void howWideATextIs(String text, int columns) {
    assertEquals(columns, DisplayWidth.of(text));
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "node1, 5, node1",
    "node1, 6, node1",
    "node1, 4, nod~",
    "node1, 1, ~",
    "\u8282\u70b9, 4, \u8282\u70b9",
    "\u8282\u70b9, 3, \u8282~",
    "\u8282\u70b9, 2, ~", // half of one cannot be shown
    "\u0639\u0642\u062f\u0629, 3, \u0639\u0642~",
  })
  void whatDoesNotFitIsCut(String text, int columns, String cut) {
    assertEquals(cut, DisplayWidth.truncate(text, columns, "~"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void nothingIsEverWiderThanItMayBe(int columns) {
    for (String text : new String[] {"a\u8282b\u70b9c\u8282", "u\u0308\ud83d\udda5node", "node"}) {
      assertTrue(DisplayWidth.of(DisplayWidth.truncate(text, columns, "…")) <= columns, text);
    }
  }
}
