package dev.rollcall.cli.terminal;

/**
 * The properties of the standard output.
 *
 * @param isTerminal whether it is a terminal
 * @param columns its width; {@link Integer#MAX_VALUE} if it is not a terminal
 * @param rows its height; {@link Integer#MAX_VALUE} if it is not a terminal
 * @param hasColour whether colours are supported and enabled
 * @param hasUnicode whether symbols beyond ASCII are supported
 */
public record TerminalCapabilities(
    boolean isTerminal, int columns, int rows, boolean hasColour, boolean hasUnicode) {

  /** A file, a pipe: no size, no colour. */
  public static final TerminalCapabilities NONE =
      new TerminalCapabilities(false, Integer.MAX_VALUE, Integer.MAX_VALUE, false, true);

  /** The same screen without a limit of the line length. */
  public TerminalCapabilities withUnlimitedWidth() {
    return new TerminalCapabilities(isTerminal, Integer.MAX_VALUE, rows, hasColour, hasUnicode);
  }

  /** As much of the line as fits. */
  public String truncate(String line) {
    return DisplayWidth.truncate(line, columns, truncationMark());
  }

  /** The mark at the end of truncated text. */
  String truncationMark() {
    return hasUnicode ? "…" : "~";
  }
}
