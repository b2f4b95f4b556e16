package dev.rollcall.cli.terminal;

import java.util.logging.LogManager;

/** Turns off logging, so that libraries do not log into the output of a command. */
public final class LogSilencer {

  private LogSilencer() {}

  /** Turns off all logging of the process. Not for the service. */
  public static void silence() {
    LogManager.getLogManager().reset();
  }
}
