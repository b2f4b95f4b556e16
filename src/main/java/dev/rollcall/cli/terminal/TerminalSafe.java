package dev.rollcall.cli.terminal;

import dev.rollcall.text.PrintableText;

/** Escapes text from outside, so that it cannot control the terminal. */
public final class TerminalSafe {

  private TerminalSafe() {}

  /** The text with control characters as {@code \\uXXXX}, not abbreviated. */
  public static String escape(String text) {
    if (!PrintableText.hasControlCharacter(text)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            codePoint -> escaped.append(PrintableText.printable(Character.toString(codePoint))));
    return escaped.toString();
  }
}
