package dev.rollcall.text;

/** Makes untrusted text safe for messages and logs: escapes control characters and limits it. */
public final class PrintableText {

  private static final int MAX_LENGTH = 80;

  private PrintableText() {}

  /** Whether the text has control characters or lone surrogates, which would break a log line. */
  public static boolean hasControlCharacter(String text) {
    return text.codePoints().anyMatch(PrintableText::isUnprintable);
  }

  /** The text with unprintable characters as {@code \\uXXXX}, truncated after 80 characters. */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().limit(MAX_LENGTH).forEach(character -> append(printable, character));
    return text.codePointCount(0, text.length()) > MAX_LENGTH
        ? printable + "..."
        : printable.toString();
  }

  private static void append(StringBuilder printable, int character) {
    if (isUnprintable(character)) {
      printable.append("\\u%04x".formatted(character));
    } else {
      printable.appendCodePoint(character);
    }
  }

  private static boolean isUnprintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
