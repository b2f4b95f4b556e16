package dev.rollcall.systemd;

import dev.rollcall.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sends the watchdog's heartbeat for as long as the process works: the checks go on, and the
 * threads that make and answer calls run their tasks. If one of them hangs, the heartbeat stops.
 */
final class Heartbeat {

  /** So that one that comes late is still within half of the time that the manager waits. */
  private static final int BEATS_PER_TIMEOUT = 3;

  private final Clock time;
  private final LivenessConditions probe;
  private final SdNotify sdNotify;
  private Optional<Future<?>> beats = Optional.empty();
  // Of the timers' thread alone: those that have not answered the last round.
  private int unanswered;

  Heartbeat(Clock time, LivenessConditions probe, SdNotify sdNotify) {
    this.time = time;
    this.probe = probe;
    this.sdNotify = sdNotify;
  }

  /**
   * Begins, at once.
   *
   * @param watchdog how long the manager waits
   */
  synchronized void start(Duration watchdog) {
    long interval = watchdog.dividedBy(BEATS_PER_TIMEOUT).toNanos();
    beats =
        Optional.of(
            time.timers()
                .scheduleAtFixedRate(this::probeThreads, 0, interval, TimeUnit.NANOSECONDS));
  }

  synchronized void stop() {
    beats.ifPresent(running -> running.cancel(false));
    beats = Optional.empty();
  }

  private void probeThreads() {
    if (unanswered > 0 || !probe.isSound().getAsBoolean()) {
      return;
    }
    List<? extends Executor> threads = probe.threads();
    unanswered = threads.size();
    threads.forEach(thread -> thread.execute(this::answer));
    beatIfAllAnswered();
  }

  private void answer() {
    time.timers().execute(this::answered);
  }

  private void answered() {
    unanswered--;
    beatIfAllAnswered();
  }

  private void beatIfAllAnswered() {
    if (unanswered == 0) {
      sdNotify.alive();
    }
  }
}
