package dev.rollcall.cli.terminal;

import java.util.logging.LogManager;

/** A command prints its answer; what libraries log is not part of it. */
public final class LogSilencer {

  private LogSilencer() {}

  /** Nothing is logged from now on. Not for a process that serves. */
  public static void silence() {
    LogManager.getLogManager().reset();
  }
}
