package dev.rollcall.app;

import sun.misc.Signal;

/** SIGHUP: 'read your list again'. A process that does not handle it would end on it. */
final class Hangup {

  private Hangup() {}

  /** From now on each SIGHUP does this, on a thread of its own. Without signals it does nothing. */
  static void handle(Runnable action) {
    try {
      Signal.handle(new Signal("HUP"), signal -> action.run());
    } catch (IllegalArgumentException e) {
      // The system has no such signal, or the JVM was told to leave it alone.
    }
  }
}
