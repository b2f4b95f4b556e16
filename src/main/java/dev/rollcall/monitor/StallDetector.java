package dev.rollcall.monitor;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Detects that Rollcall itself stalled: stopped, swapped out, or starved of the processor. A
 * periodic heartbeat is then late on the timers' thread, or answered late by an event loop. Used on
 * the timers' thread only.
 */
final class StallDetector {

  private static final Duration HEARTBEAT = Duration.ofMillis(250);

  /** A longer delay is a stall; shorter ones are normal on a busy machine. */
  private static final Duration TOLERANCE = Duration.ofMillis(250);

  private static final Duration MAX_GAP = HEARTBEAT.plus(TOLERANCE);

  private final Clock clock;
  private final List<LoopProbe> probes;
  private TimePoint lastHeartbeat;
  private Optional<TimePoint> lastStallEnd = Optional.empty();
  private Optional<Future<?>> heartbeats = Optional.empty();

  /**
   * @param loops where responses arrive
   */
  StallDetector(Clock clock, List<? extends Executor> loops) {
    this.clock = clock;
    this.probes = loops.stream().map(LoopProbe::new).toList();
    this.lastHeartbeat = clock.now();
  }

  void start() {
    lastHeartbeat = clock.now();
    heartbeats =
        Optional.of(
            clock
                .timers()
                .scheduleWithFixedDelay(
                    this::heartbeat,
                    HEARTBEAT.toMillis(),
                    HEARTBEAT.toMillis(),
                    TimeUnit.MILLISECONDS));
  }

  void stop() {
    heartbeats.ifPresent(running -> running.cancel(false));
  }

  /** Whether there was a stall at any time since this moment. */
  boolean stalledSince(TimePoint start) {
    // The heartbeat that would detect a stall that has just ended may not have run yet.
    detect(clock.now());
    return lastStallEnd.map(start::until).filter(later -> !later.isNegative()).isPresent();
  }

  /** Whether so much time has passed since something was due that Rollcall itself delayed it. */
  static boolean isLate(TimePoint due, TimePoint now) {
    return due.until(now).compareTo(TOLERANCE) > 0;
  }

  private void heartbeat() {
    TimePoint now = clock.now();
    detect(now);
    lastHeartbeat = now;
    for (LoopProbe probe : probes) {
      probe.send(now);
    }
  }

  private void detect(TimePoint now) {
    boolean heartbeatIsLate = lastHeartbeat.until(now).compareTo(MAX_GAP) > 0;
    if (heartbeatIsLate || probes.stream().anyMatch(probe -> probe.isLate(now))) {
      lastStallEnd = Optional.of(now);
    }
  }

  /** Measures how long a task waits for its turn on one event loop. */
  private static final class LoopProbe {

    private final Executor loop;
    private volatile boolean pending;
    private Optional<TimePoint> sent = Optional.empty();

    LoopProbe(Executor loop) {
      this.loop = loop;
    }

    void send(TimePoint now) {
      if (pending) {
        return;
      }
      sent = Optional.of(now);
      pending = true;
      loop.execute(this::answer);
    }

    boolean isLate(TimePoint now) {
      return pending && sent.filter(sentAt -> StallDetector.isLate(sentAt, now)).isPresent();
    }

    private void answer() {
      pending = false;
    }
  }
}
