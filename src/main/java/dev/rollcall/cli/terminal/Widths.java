package dev.rollcall.cli.terminal;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * How many columns of a terminal a text takes (Unicode Standard Annex #11, as far as it matters).
 */
final class Widths {

  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HANGUL,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI);

  private Widths() {}

  static int of(String text) {
    return text.codePoints().map(Widths::of).sum();
  }

  static int of(int letter) {
    return switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(letter) ? 2 : 1;
    };
  }

  // Half-width forms are of these scripts too.
  private static boolean isWide(int letter) {
    if (letter >= 0xFF61 && letter <= 0xFFDC) {
      return false;
    }
    boolean isForm =
        (letter >= 0xFF01 && letter <= 0xFF60) || (letter >= 0x3000 && letter <= 0x303E);
    boolean isPicture = letter >= 0x1F300 && letter <= 0x1FAFF;
    return isForm || isPicture || WIDE.contains(UnicodeScript.of(letter));
  }

  /** The beginning of the text that fits, with a mark where it was cut. */
  static String cut(String text, int columns, String mark) {
    if (of(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int left = columns - of(mark);
    for (int letter : text.codePoints().toArray()) {
      left -= of(letter);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(letter);
    }
    return kept + mark;
  }
}
