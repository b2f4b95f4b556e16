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
 * Whether Rollcall itself stood still: stopped, swapped out, or starved of the processor. A beat
 * notices: it comes late on the timers' thread, or is late to be answered by an event loop. Belongs
 * to the timers' thread.
 */
final class StallDetector {

  private static final Duration BEAT = Duration.ofMillis(250);

  /** What is later than this is a stall; less is what a busy machine does all the time. */
  private static final Duration TOLERANCE = Duration.ofMillis(250);

  private static final Duration LONGEST_GAP = BEAT.plus(TOLERANCE);

  private final Clock time;
  private final List<Probe> probes;
  private TimePoint lastBeat;
  private Optional<TimePoint> lastStallEnd = Optional.empty();
  private Optional<Future<?>> beats = Optional.empty();

  /**
   * @param loops where answers arrive
   */
  StallDetector(Clock time, List<? extends Executor> loops) {
    this.time = time;
    this.probes = loops.stream().map(Probe::new).toList();
    this.lastBeat = time.now();
  }

  void start() {
    lastBeat = time.now();
    beats =
        Optional.of(
            time.timers()
                .scheduleWithFixedDelay(
                    this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS));
  }

  void stop() {
    beats.ifPresent(running -> running.cancel(false));
  }

  /** Whether there was a stall at any time from then until now. */
  boolean since(TimePoint then) {
    // The beat that would tell of a stall that has just ended may not have had its turn yet.
    notice(time.now());
    return lastStallEnd.map(then::until).filter(later -> !later.isNegative()).isPresent();
  }

  private void beat() {
    TimePoint now = time.now();
    notice(now);
    lastBeat = now;
    for (Probe probe : probes) {
      probe.send(now);
    }
  }

  private void notice(TimePoint now) {
    boolean beatIsLate = lastBeat.until(now).compareTo(LONGEST_GAP) > 0;
    if (beatIsLate || probes.stream().anyMatch(probe -> probe.isLate(now))) {
      lastStallEnd = Optional.of(now);
    }
  }

  /** A question to one event loop: is it its turn yet? */
  private static final class Probe {

    private final Executor loop;
    private volatile boolean pending;
    private Optional<TimePoint> sent = Optional.empty();

    Probe(Executor loop) {
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
      return pending && sent.filter(then -> then.until(now).compareTo(TOLERANCE) > 0).isPresent();
    }

    private void answer() {
      pending = false;
    }
  }
}
