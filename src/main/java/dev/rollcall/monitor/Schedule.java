package dev.rollcall.monitor;

import dev.rollcall.peer.CheckSettings;
import java.time.Duration;

/**
 * When a peer is checked next. Pure: it is told what time it is. Waits are whole milliseconds and
 * at least one, since that is how fine the timers are; rounded up, so that no timer fires before
 * its point of the grid and then again at it.
 */
final class Schedule {

  /** First checks are spread at this pace: up to 1,000 peers within a second. */
  private static final long NANOS_PER_FIRST_CHECK = 1_000_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private Schedule() {}

  /**
   * From a peer's arrival to its first check.
   *
   * @param arrivals how many peers arrived at once
   */
  static Duration first(ScheduleOffset phase, int arrivals) {
    return roundedUp((long) (phase.place() * arrivals * NANOS_PER_FIRST_CHECK));
  }

  /**
   * From now to the next check.
   *
   * <p>A check that is to confirm comes after the confirm-interval. The others keep to a fixed
   * grid, one point an interval at the peer's own phase, each up to {@code jitter} of an interval
   * late; so a late check does not delay those after it.
   *
   * @param now since the start of the monitor, by the monotonic clock
   */
  static Duration next(Health health, CheckSettings settings, ScheduleOffset phase, Duration now) {
    if (health.awaitsConfirmation()) {
      return settings.confirmInterval();
    }
    Duration interval =
        health.status() == Status.UNHEALTHY ? settings.downInterval() : settings.interval();
    return next(interval, settings, phase, now);
  }

  /** From now to the next try, after a question could not be put for a lack on this side. */
  static Duration afterLack(CheckSettings settings, ScheduleOffset phase, Duration now) {
    boolean downIsShorter = settings.downInterval().compareTo(settings.interval()) < 0;
    Duration interval = downIsShorter ? settings.downInterval() : settings.interval();
    return next(interval, settings, phase, now);
  }

  private static Duration next(
      Duration interval, CheckSettings settings, ScheduleOffset phase, Duration now) {
    long length = interval.toNanos();
    long offset = (long) (phase.place() * length);
    long turn = Math.floorDiv(now.toNanos() - offset, length) + 1;
    long late = (long) (phase.jitter(turn) * settings.jitter() * length);
    return roundedUp(offset + turn * length + late - now.toNanos());
  }

  private static Duration roundedUp(long nanos) {
    return Duration.ofMillis(Math.max(1, -Math.floorDiv(-nanos, NANOS_PER_MILLI)));
  }
}
