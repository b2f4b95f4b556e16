package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.v1.Observer;
import java.util.ArrayList;
import java.util.List;

/** What makes an answer less reliable than it looks. */
public final class ObserverWarnings {

  private ObserverWarnings() {}

  /** Lines for people; none if all is well. */
  public static List<String> of(Observer observer) {
    List<String> lines = new ArrayList<>();
    if (observer.getIsolated()) {
      lines.add("warning: no peer answers this Rollcall; it may be the one that is cut off");
    }
    if (observer.getRoster().getErrorsCount() > 0) {
      lines.add("warning: an older list is in force, since the newest was refused:");
      observer
          .getRoster()
          .getErrorsList()
          .forEach(error -> lines.add("  " + TerminalSafe.escape(error)));
    }
    return lines;
  }
}
