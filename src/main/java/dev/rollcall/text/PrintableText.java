package dev.rollcall.text;

/** What people wrote, made fit for a message. */
public final class PrintableText {

  private static final int MAX_LENGTH = 80;

  private PrintableText() {}

  /** Whether the text holds what would break a log line: control characters and lone surrogates. */
  public static boolean hasControlCharacter(String text) {
    return text.codePoints().anyMatch(PrintableText::isUnprintable);
  }

  /** The text with unprintable characters as {@code \\uXXXX}, cut after 80 characters. */
  public static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(MAX_LENGTH).forEach(character -> append(shown, character));
    return text.codePointCount(0, text.length()) > MAX_LENGTH ? shown + "..." : shown.toString();
  }

  private static void append(StringBuilder shown, int character) {
    if (isUnprintable(character)) {
      shown.append("\\u%04x".formatted(character));
    } else {
      shown.appendCodePoint(character);
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
