package dev.rollcall.systemd;

import dev.rollcall.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Says that all is well, as long as it is: the checks go on, and the threads that make and answer
 * calls take up what they are given. Where one of them hangs, it falls silent.
 */
final class Heartbeat {

  /** So that one that comes late is still within half of the time that the manager waits. */
  private static final int TIMES = 3;

  private final Clock time;
  private final LivenessProbe vitals;
  private final SdNotify notices;
  private Optional<Future<?>> beats = Optional.empty();
  // Of the timers' thread alone: those that have not answered the last round.
  private int awaited;

  Heartbeat(Clock time, LivenessProbe vitals, SdNotify notices) {
    this.time = time;
    this.vitals = vitals;
    this.notices = notices;
  }

  /**
   * Begins, at once.
   *
   * @param watchdog how long the manager waits
   */
  synchronized void start(Duration watchdog) {
    long interval = watchdog.dividedBy(TIMES).toNanos();
    beats =
        Optional.of(
            time.timers().scheduleAtFixedRate(this::ask, 0, interval, TimeUnit.NANOSECONDS));
  }

  synchronized void stop() {
    beats.ifPresent(running -> running.cancel(false));
    beats = Optional.empty();
  }

  private void ask() {
    if (awaited > 0 || !vitals.isSound().getAsBoolean()) {
      return;
    }
    List<? extends Executor> threads = vitals.threads();
    awaited = threads.size();
    threads.forEach(thread -> thread.execute(this::answer));
    beatIfAllAnswered();
  }

  private void answer() {
    time.timers().execute(this::answered);
  }

  private void answered() {
    awaited--;
    beatIfAllAnswered();
  }

  private void beatIfAllAnswered() {
    if (awaited == 0) {
      notices.alive();
    }
  }
}
