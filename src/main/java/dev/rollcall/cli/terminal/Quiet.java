package dev.rollcall.cli.terminal;

import java.util.logging.LogManager;

/** A command prints its answer; what libraries log is not part of it. */
public final class Quiet {

  private Quiet() {}

  /** Nothing is logged from now on. Not for a process that serves. */
  public static void keep() {
    LogManager.getLogManager().reset();
  }
}
