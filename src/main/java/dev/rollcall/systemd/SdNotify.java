package dev.rollcall.systemd;

import dev.rollcall.time.Clock;
import java.util.function.Consumer;

/** Makes the notifications of sd_notify(3) that are due in each phase. Thread-safe. */
final class SdNotify {

  private final Clock time;
  private final Consumer<String> manager;
  private Phase phase = Phase.STARTING;
  private int reloads;

  /**
   * @param manager takes one message at a time, and does not block
   */
  SdNotify(Clock time, Consumer<String> manager) {
    this.time = time;
    this.manager = manager;
  }

  private enum Phase {
    STARTING,
    RUNNING,
    STOPPING
  }

  synchronized void started() {
    if (phase == Phase.STARTING) {
      phase = Phase.RUNNING;
      ready();
    }
  }

  /**
   * A reload begins; each is followed by its {@link #reloaded}. By the time in it systemd
   * recognizes the reload that it requested; on Linux the ticker is its clock, CLOCK_MONOTONIC.
   */
  synchronized void reloading() {
    reloads++;
    if (phase == Phase.RUNNING) {
      long micros = time.now().ticks() / 1_000;
      manager.accept("RELOADING=1\nMONOTONIC_USEC=" + micros);
    }
  }

  /** Of reloads that overlap only the end of the last counts. */
  synchronized void reloaded() {
    reloads--;
    if (reloads == 0 && phase == Phase.RUNNING) {
      ready();
    }
  }

  /**
   * @param text one line for people
   */
  synchronized void status(String text) {
    if (phase != Phase.STOPPING) {
      manager.accept("STATUS=" + text);
    }
  }

  synchronized void alive() {
    manager.accept("WATCHDOG=1");
  }

  synchronized void stopping() {
    if (phase != Phase.STOPPING) {
      phase = Phase.STOPPING;
      manager.accept("STOPPING=1\nSTATUS=shutting down");
    }
  }

  private void ready() {
    manager.accept("READY=1");
  }
}
