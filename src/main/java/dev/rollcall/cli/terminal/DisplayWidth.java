package dev.rollcall.cli.terminal;

import java.util.Arrays;

/**
 * How many columns of a terminal a text takes (Unicode Standard Annex #11, as far as it matters).
 */
final class DisplayWidth {

  /** First and last of each range of letters that are two columns wide. */
  private static final int[][] WIDE_RANGES = {
    {0x1100, 0x115F}, // Hangul's first consonants
    {0x2E80, 0x303E}, // radicals, and the punctuation of Chinese and Japanese
    {0x3041, 0x33FF}, // Hiragana, Katakana, Bopomofo
    {0x3400, 0x4DBF},
    {0x4E00, 0xA4CF}, // Chinese, Yi
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3}, // Hangul's syllables
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60}, // Latin as wide as Chinese; what follows is half as wide
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1FAFF}, // pictures
    {0x20000, 0x3FFFD}, // rarer Chinese
  };

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  static int of(int letter) {
    return switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(letter) ? 2 : 1;
    };
  }

  private static boolean isWide(int letter) {
    return Arrays.stream(WIDE_RANGES).anyMatch(range -> range[0] <= letter && letter <= range[1]);
  }

  /** The beginning of the text that fits, with a mark where it was cut. */
  static String truncate(String text, int columns, String mark) {
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
