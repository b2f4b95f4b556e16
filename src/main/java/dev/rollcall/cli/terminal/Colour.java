package dev.rollcall.cli.terminal;

/** Colours of a terminal (ECMA-48). They emphasize, and never carry information of their own. */
public enum Colour {
  GREEN("32"),
  YELLOW("33"),
  RED("31"),
  GREY("90"),
  PLAIN("");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /** The text in this colour, if the screen has colours. */
  public String apply(String text, TerminalCapabilities screen) {
    return code.isEmpty() || !screen.hasColour()
        ? text
        : "\u001b[%sm%s\u001b[0m".formatted(code, text);
  }
}
