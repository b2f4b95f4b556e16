package dev.rollcall.cli.terminal;

/**
 * What the standard output leads to.
 *
 * @param isTerminal whether somebody looks at it
 * @param columns its width; {@link Integer#MAX_VALUE} where it has none, as in a file
 * @param rows its height; {@link Integer#MAX_VALUE} where it has none
 * @param hasColour whether colours are shown and wanted
 * @param hasUnicode whether marks and lines beyond ASCII are shown
 */
public record Screen(
    boolean isTerminal, int columns, int rows, boolean hasColour, boolean hasUnicode) {

  /** A file, a pipe: no size, no colour. */
  public static final Screen NONE =
      new Screen(false, Integer.MAX_VALUE, Integer.MAX_VALUE, false, true);

  /** The same for lines of any length. */
  public Screen withUnlimitedWidth() {
    return new Screen(isTerminal, Integer.MAX_VALUE, rows, hasColour, hasUnicode);
  }

  /** As much of a line as fits. */
  public String truncate(String line) {
    return DisplayWidth.truncate(line, columns, truncationMark());
  }

  /** What stands where something was cut off. */
  String truncationMark() {
    return hasUnicode ? "…" : "~";
  }
}
