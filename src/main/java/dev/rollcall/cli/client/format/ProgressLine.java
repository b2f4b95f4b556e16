package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.text.AbbreviatedList;
import dev.rollcall.v1.Peer;

/** One line that is written over, where somebody looks on; else nothing. */
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

  /** A line that stays. */
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
            progress.matching().size(), progress.needed(), names.isEmpty() ? "" : "; not " + names);
  }
}
