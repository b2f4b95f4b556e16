package dev.rollcall.monitor;

import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.Optional;

/**
 * The judgement of one peer after its last check.
 *
 * @param status what it comes to
 * @param failure why the last check did not succeed; absent if it did, or there was none
 * @param statusSince when the status became what it is
 * @param settledSince since when the peer counts as answering (HEALTHY, SUSPECT) or as away
 *     (UNHEALTHY); away begins with the first failure, not with its confirmation
 * @param checkedAt the end of the last check
 * @param roundTripTime of the last check that succeeded
 * @param successes in a row, up to the last check
 * @param failures in a row, up to the last check
 * @param flaps how often it went away and came back of late
 */
public record Health(
    Status status,
    Optional<Failure> failure,
    TimePoint statusSince,
    TimePoint settledSince,
    Optional<TimePoint> checkedAt,
    Optional<Duration> roundTripTime,
    int successes,
    int failures,
    FlapDetector flaps) {

  /** Before the first check. */
  public static Health unknown(TimePoint now) {
    return unchecked(Status.UNKNOWN, now);
  }

  /** Of a peer that the roster has taken out. */
  public static Health maintenance(TimePoint now) {
    return unchecked(Status.MAINTENANCE, now);
  }

  private static Health unchecked(Status status, TimePoint now) {
    return new Health(
        status,
        Optional.empty(),
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        FlapDetector.NONE);
  }

  /** Whether the peer changes so often that its single changes say little. */
  public boolean isFlapping() {
    return flaps.flapping();
  }

  /** Whether the next check decides something, and so is asked for soon. */
  boolean awaitsConfirmation() {
    return status == Status.SUSPECT || (status == Status.UNHEALTHY && successes > 0);
  }
}
