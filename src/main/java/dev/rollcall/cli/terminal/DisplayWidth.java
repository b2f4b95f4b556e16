package dev.rollcall.cli.terminal;

import java.util.Arrays;

/**
 * Measures and truncates text by the columns it takes on a terminal (Unicode Standard Annex #11,
 * simplified).
 */
final class DisplayWidth {

  /** First and last code point of each range that is two columns wide. */
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

  static int of(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isWide(int codePoint) {
    return Arrays.stream(WIDE_RANGES)
        .anyMatch(range -> range[0] <= codePoint && codePoint <= range[1]);
  }

  /** As much of the text as fits, with a mark at the end if it was truncated. */
  static String truncate(String text, int columns, String mark) {
    if (of(text) <= columns) {
      return text;
    }
    StringBuilder truncated = new StringBuilder();
    int remaining = columns - of(mark);
    for (int codePoint : text.codePoints().toArray()) {
      remaining -= of(codePoint);
      if (remaining < 0) {
        break;
      }
      truncated.appendCodePoint(codePoint);
    }
    return truncated + mark;
  }
}
