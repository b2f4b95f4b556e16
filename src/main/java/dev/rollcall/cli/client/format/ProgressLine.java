package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.text.AbbreviatedList;
import dev.rollcall.v1.Peer;

/** Shows the progress of a wait in one line that is overwritten, if the output is a terminal. */
public final class ProgressLine {

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int MAX_NAMES = 3;

  private final Console console;
  private boolean isVisible;

  public ProgressLine(Console console) {
    this.console = console;
  }

  public void show(WaitCondition.Progress progress) {
    if (console.showsProgress()) {
      isVisible = true;
      console.writeError(CLEAR_LINE + console.truncate(text(progress)));
    }
  }

  /** Prints a line that stays. */
  public void printError(String line) {
    clear();
    console.printError(line);
  }

  public void clear() {
    if (isVisible) {
      isVisible = false;
      console.writeError(CLEAR_LINE);
    }
  }

  private static String text(WaitCondition.Progress progress) {
    String names =
        AbbreviatedList.of(
            progress.missing().stream().map(Peer::getId).map(TerminalSafe::escape).toList(),
            MAX_NAMES);
    return "waiting for peers: %d of %d%s"
        .formatted(
            progress.matching().size(),
            progress.needed(),
            names.isEmpty() ? "" : "; missing: " + names);
  }
}
