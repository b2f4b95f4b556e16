package dev.rollcall.cli.terminal;

import dev.rollcall.peer.Texts;

/** Text of others, which must not steer the terminal. */
public final class Plain {

  private Plain() {}

  /** The text with control characters as {@code \\uXXXX}, in full length. */
  public static String of(String text) {
    if (!Texts.hasControlCharacter(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    text.codePoints().forEach(letter -> plain.append(Texts.printable(Character.toString(letter))));
    return plain.toString();
  }
}
