package dev.rollcall.app;

import dev.rollcall.process.ProcessSignals;
import org.jboss.logging.Logger;

/** Handles SIGHUP, the signal to reload. It would end a process that does not handle it. */
final class SighupHandler {

  private static final Logger LOG = Logger.getLogger(SighupHandler.class);

  private SighupHandler() {}

  /** From now on each SIGHUP runs this, on a thread of its own. */
  static void handle(Runnable action) {
    try {
      if (!ProcessSignals.handle("HUP", action)) {
        LOG.debug("SIGHUP is not handled");
      }
    } catch (IllegalStateException e) {
      LOG.warnf(
          "SIGHUP cannot be handled and would end the program: %s: %s",
          e.getMessage(), e.getCause());
    }
  }
}
