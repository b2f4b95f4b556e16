package dev.rollcall.app;

import dev.rollcall.process.ProcessSignals;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Handles the signals that would end the process without order. SIGTERM, SIGINT and SIGHUP are the
 * JVM's own, and end it in order; the service handles SIGHUP from when it has started.
 *
 * <p>What remains: SIGKILL; SIGSEGV, SIGBUS, SIGFPE and SIGILL, which report a fault of the
 * process; and the real-time signals, for which the JVM has no names.
 */
final class SignalHandlers {

  /** Schedulers such as Slurm send them to every process of a job. */
  private static final List<String> OF_USERS = List.of("USR1", "USR2");

  /** Logged and ignored. SIGXFSZ: the write fails too. */
  static final List<String> IGNORED = List.of("USR1", "USR2", "IO", "STKFLT", "XFSZ");

  /**
   * As SIGTERM: timers and limits, a failing power supply, and requests for a core dump. On a JVM
   * SIGQUIT cannot be handled, and prints the stacks of all threads.
   */
  static final List<String> STOPPING =
      List.of("ABRT", "ALRM", "PROF", "PWR", "QUIT", "SYS", "TRAP", "VTALRM", "XCPU");

  private SignalHandlers() {}

  /**
   * Keeps the signals of users from ending a command. Logs nothing: whoever logs loads the log
   * manager, which looks a name up, before the service has switched off the JDK's cache of names.
   */
  static void surviveUserSignals() {
    for (String name : OF_USERS) {
      try {
        ProcessSignals.handle(name, () -> {});
      } catch (IllegalStateException e) {
        // The service logs it.
      }
    }
  }

  /**
   * Handles those that the service may get.
   *
   * @param stop stops the service in order
   */
  static void ofService(Runnable stop) {
    for (String name : IGNORED) {
      AtomicBoolean logged = new AtomicBoolean();
      handle(name, () -> ignore(name, logged));
    }
    for (String name : STOPPING) {
      handle(name, () -> stop(name, stop));
    }
  }

  private static void ignore(String name, AtomicBoolean logged) {
    if (!logged.getAndSet(true)) {
      log().infof("SIG%s received; it is ignored", name);
    }
  }

  private static void stop(String name, Runnable stop) {
    log().warnf("SIG%s received; stopping", name);
    stop.run();
  }

  // Not static: a client command that logs nothing should not load what logs.
  private static Logger log() {
    return Logger.getLogger(SignalHandlers.class);
  }

  private static void handle(String name, Runnable action) {
    try {
      if (!ProcessSignals.handle(name, action)) {
        log().debugf("SIG%s is not handled", name);
      }
    } catch (IllegalStateException e) {
      log().debugf(e, "SIG%s is not handled", name);
    }
  }
}
