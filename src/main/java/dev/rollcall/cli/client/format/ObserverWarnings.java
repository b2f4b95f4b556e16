package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.v1.Observer;
import java.util.ArrayList;
import java.util.List;

/** Warns that the data of a Rollcall may be unreliable: it is isolated, or its list is outdated. */
public final class ObserverWarnings {

  private ObserverWarnings() {}

  /** Lines for people; none if there is nothing to warn of. */
  public static List<String> of(Observer observer) {
    List<String> lines = new ArrayList<>();
    if (observer.getIsolated()) {
      lines.add("warning: no peer responds to this Rollcall; its own node may be isolated");
    }
    if (observer.getRoster().getErrorsCount() > 0) {
      lines.add("warning: the newest list was rejected, so the previous one is active:");
      observer
          .getRoster()
          .getErrorsList()
          .forEach(error -> lines.add("  " + TerminalSafe.escape(error)));
    }
    return lines;
  }
}
