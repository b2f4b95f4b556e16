package dev.rollcall.source.file;

import dev.rollcall.text.PrintableText;
import java.util.Locale;
import java.util.Set;

/** Finds a word without quotes in invalid JSON, and suggests what was probably meant. */
final class JsonBareWord {

  private static final String STARTS_AFTER = " \t\r\n{}[],:\"";
  private static final String ENDS_BEFORE = " \t\r\n{}[],\"";
  private static final Set<String> LITERALS = Set.of("true", "false", "null");

  private JsonBareWord() {}

  /** The start of the word at this offset; the parser may stop inside a word, as in 0x10. */
  static int startOf(String text, int at) {
    int start = at;
    while (start > 0 && STARTS_AFTER.indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    return start;
  }

  /** The word that begins here, truncated if it is long; a single character if there is none. */
  static String from(String text, int start) {
    int end = start;
    while (end < text.length() && ENDS_BEFORE.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    int min = Math.min(start + 1, text.length());
    return PrintableText.printable(text.substring(start, Math.max(end, min)));
  }

  /** The advice to append to a message about the word; may be empty. */
  static String hint(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (LITERALS.contains(lower)) {
      return "; did you mean '%s'?".formatted(lower);
    }
    if (lower.equals("nan") || lower.endsWith("infinity")) {
      return ", which is not a number in JSON";
    }
    return STARTS_AFTER.indexOf(word.charAt(0)) >= 0 ? "" : "; a string needs double quotes";
  }
}
