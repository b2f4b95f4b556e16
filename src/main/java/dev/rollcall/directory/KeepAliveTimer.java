package dev.rollcall.directory;

import dev.rollcall.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Fires when nothing was emitted for a whole interval. Thread-safe. */
final class KeepAliveTimer {

  private final Clock clock;
  private final long interval;
  private Runnable callback = () -> {};
  private long lastEmission;
  private Optional<Future<?>> timer = Optional.empty();

  KeepAliveTimer(Clock clock, Duration interval) {
    this.clock = clock;
    this.interval = interval.toNanos();
  }

  /**
   * @param onDue called on the timers' thread, again after each interval; must not block
   */
  synchronized void start(Runnable onDue) {
    callback = onDue;
    reset();
    schedule(interval);
  }

  /** Something was emitted: the interval begins anew. The timer checks that when it fires. */
  synchronized void reset() {
    lastEmission = clock.now().ticks();
  }

  synchronized boolean isDue() {
    return remaining() <= 0;
  }

  synchronized void stop() {
    timer.ifPresent(scheduled -> scheduled.cancel(false));
    timer = Optional.empty();
  }

  private long remaining() {
    return interval - (clock.now().ticks() - lastEmission);
  }

  private void schedule(long delay) {
    timer = Optional.of(clock.timers().schedule(this::fire, delay, TimeUnit.NANOSECONDS));
  }

  private synchronized void fire() {
    // It may have been stopped while it waited for the lock.
    if (timer.isEmpty()) {
      return;
    }
    long remaining = remaining();
    schedule(remaining > 0 ? remaining : interval);
    if (remaining <= 0) {
      callback.run();
    }
  }
}
