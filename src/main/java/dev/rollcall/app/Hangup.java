package dev.rollcall.app;

import dev.rollcall.process.Signals;
import org.jboss.logging.Logger;

/** SIGHUP: 'read your list again'. A process that does not handle it would end on it. */
final class Hangup {

  private static final Logger LOG = Logger.getLogger(Hangup.class);

  private Hangup() {}

  /** From now on each SIGHUP does this, on a thread of its own. */
  static void handle(Runnable action) {
    try {
      if (!Signals.handle("HUP", action)) {
        LOG.debug("SIGHUP is not handled");
      }
    } catch (IllegalStateException e) {
      LOG.warnf(
          "SIGHUP cannot be handled and would end the program: %s: %s",
          e.getMessage(), e.getCause());
    }
  }
}
