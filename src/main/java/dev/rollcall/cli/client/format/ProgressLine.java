package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.text.AbbreviatedList;
import dev.rollcall.v1.Peer;

/** One line that is written over, where somebody looks on; else nothing. */
public final class ProgressLine {

  private static final String CLEAR = "\r\u001b[K";
  private static final int MOST_NAMED = 3;

  private final Console console;
  private boolean isShown;

  public ProgressLine(Console console) {
    this.console = console;
  }

  public void show(WaitCondition.Progress progress) {
    if (console.showsProgress()) {
      isShown = true;
      console.tellUnended(CLEAR + console.fitting(text(progress)));
    }
  }

  /** A line that stays. */
  public void tell(String line) {
    clear();
    console.tell(line);
  }

  public void clear() {
    if (isShown) {
      isShown = false;
      console.tellUnended(CLEAR);
    }
  }

  private static String text(WaitCondition.Progress progress) {
    String names =
        AbbreviatedList.of(
            progress.missing().stream().map(Peer::getId).map(TerminalSafe::of).toList(),
            MOST_NAMED);
    return "waiting for peers: %d of %d%s"
        .formatted(
            progress.matching().size(), progress.needed(), names.isEmpty() ? "" : "; not " + names);
  }
}
