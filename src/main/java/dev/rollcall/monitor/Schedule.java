package dev.rollcall.monitor;

import dev.rollcall.peer.CheckSettings;
import java.time.Duration;

/**
 * Computes when a peer is checked next. Pure; the time is passed in. Delays are whole milliseconds,
 * the resolution of the timers, and at least one; rounded up, so that no timer fires before its
 * point of the grid and then again at it.
 */
final class Schedule {

  /** First checks are spread at this rate: up to 1,000 peers within a second. */
  private static final long NANOS_PER_FIRST_CHECK = 1_000_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private Schedule() {}

  /**
   * The delay from adding a peer to its first check.
   *
   * @param addedPeers how many peers were added at once
   */
  static Duration first(ScheduleOffset offset, int addedPeers) {
    return roundedUp((long) (offset.position() * addedPeers * NANOS_PER_FIRST_CHECK));
  }

  /**
   * The delay from now to the next check.
   *
   * <p>A confirming check comes after the confirm-interval. The others keep to a fixed grid, one
   * point an interval at the peer's own offset, each up to {@code jitter} of an interval late; so a
   * late check does not delay those after it.
   *
   * @param now since the start of the monitor, by the monotonic clock
   */
  static Duration next(Health health, CheckSettings settings, ScheduleOffset offset, Duration now) {
    if (health.awaitsConfirmation()) {
      return settings.confirmInterval();
    }
    Duration interval =
        health.status() == Status.UNHEALTHY ? settings.downInterval() : settings.interval();
    return next(interval, settings, offset, now);
  }

  /** The delay from now to the next check, after one was skipped because of a local error. */
  static Duration afterLocalError(CheckSettings settings, ScheduleOffset offset, Duration now) {
    boolean isDownShorter = settings.downInterval().compareTo(settings.interval()) < 0;
    Duration interval = isDownShorter ? settings.downInterval() : settings.interval();
    return next(interval, settings, offset, now);
  }

  private static Duration next(
      Duration interval, CheckSettings settings, ScheduleOffset offset, Duration now) {
    long length = interval.toNanos();
    long position = (long) (offset.position() * length);
    long cycle = Math.floorDiv(now.toNanos() - position, length) + 1;
    long late = (long) (offset.jitter(cycle) * settings.jitter() * length);
    return roundedUp(position + cycle * length + late - now.toNanos());
  }

  private static Duration roundedUp(long nanos) {
    return Duration.ofMillis(Math.max(1, -Math.floorDiv(-nanos, NANOS_PER_MILLI)));
  }
}
