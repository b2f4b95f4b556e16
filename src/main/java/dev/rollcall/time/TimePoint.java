package dev.rollcall.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A point in time by the wall clock and the monotonic clock.
 *
 * @param wall for display only: the wall clock may be set back or forward
 * @param ticks nanoseconds of the monotonic clock, whose origin means nothing; all durations come
 *     from these
 */
public record TimePoint(Instant wall, long ticks) {

  /** The point in time this much later. */
  public TimePoint plus(Duration duration) {
    return new TimePoint(wall.plus(duration), ticks + duration.toNanos());
  }

  /** The time from this point until {@code later}; negative if that was before. */
  public Duration until(TimePoint later) {
    return Duration.ofNanos(later.ticks - ticks);
  }
}
