package dev.rollcall.monitor;

import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.Optional;

/**
 * The health of one peer after its last check.
 *
 * @param status that follows from the checks so far
 * @param failure why the last check failed; absent if it succeeded, or there was none
 * @param statusSince when the status last changed
 * @param settledSince since when the peer counts as answering (HEALTHY, SUSPECT) or as away
 *     (UNHEALTHY); away begins with the first failure, not with its confirmation
 * @param checkedAt the end of the last check
 * @param roundTripTime of the last check that succeeded
 * @param successes in a row, up to the last check
 * @param failures in a row, up to the last check
 * @param flaps its recent changes
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

  /** Of a peer that the roster has in maintenance. */
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

  /** Whether the peer changes so often that a single change means little. */
  public boolean isFlapping() {
    return flaps.flapping();
  }

  /** Whether the peer responded to the last check, be it with an error or a refused connection. */
  public boolean isResponding() {
    return successes > 0 || failure.filter(last -> last.reason().isResponse()).isPresent();
  }

  /** Whether the next check may change the status, and so is made soon. */
  boolean awaitsConfirmation() {
    return status == Status.SUSPECT || (status == Status.UNHEALTHY && successes > 0);
  }
}
