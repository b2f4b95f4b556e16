package dev.rollcall.cli.client;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.Plain;
import dev.rollcall.v1.Peer;
import java.util.stream.Collectors;

/** One line that is written over, where somebody looks on; else nothing. */
final class ProgressLine {

  private static final String CLEAR = "\r\u001b[K";
  private static final int MOST_NAMED = 3;

  private final Console console;
  private boolean isShown;

  ProgressLine(Console console) {
    this.console = console;
  }

  void show(Wanted.Progress progress) {
    if (console.showsProgress()) {
      isShown = true;
      console.tellUnended(CLEAR + console.fitting(text(progress)));
    }
  }

  /** A line that stays. */
  void tell(String line) {
    clear();
    console.tell(line);
  }

  void clear() {
    if (isShown) {
      isShown = false;
      console.tellUnended(CLEAR);
    }
  }

  private static String text(Wanted.Progress progress) {
    String names =
        progress.missing().stream()
            .limit(MOST_NAMED)
            .map(Peer::getId)
            .map(Plain::of)
            .collect(Collectors.joining(", "));
    int more = progress.missing().size() - MOST_NAMED;
    return "waiting for peers: %d of %d%s%s"
        .formatted(
            progress.matching().size(),
            progress.needed(),
            names.isEmpty() ? "" : "; not " + names,
            more > 0 ? " and %d more".formatted(more) : "");
  }
}
