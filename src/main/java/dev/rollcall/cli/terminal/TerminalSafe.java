package dev.rollcall.cli.terminal;

import dev.rollcall.text.PrintableText;

/** Text of others, which must not steer the terminal. */
public final class TerminalSafe {

  private TerminalSafe() {}

  /** The text with control characters as {@code \\uXXXX}, in full length. */
  public static String escape(String text) {
    if (!PrintableText.hasControlCharacter(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(letter -> plain.append(PrintableText.printable(Character.toString(letter))));
    return plain.toString();
  }
}
