package dev.rollcall.monitor;

import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.Optional;

/**
 * How soon a hint may have a peer asked: at once, unless its hints are many. Ten in a row are free;
 * beyond that one a second is, so that a peer that never stops hinting is asked once a second.
 */
final class HintRateLimiter {

  private static final Duration APART = Duration.ofMillis(100);
  private static final Duration REFILL = Duration.ofSeconds(1);
  private static final Duration SAVED_AT_MOST = REFILL.multipliedBy(10);

  // When all that was spent will have been refilled (the virtual scheduling form of a leaky
  // bucket).
  private Optional<TimePoint> refilled = Optional.empty();

  /**
   * Spends one hint.
   *
   * @param asked when the peer was asked last
   * @return from now until it may be asked
   */
  Duration spend(TimePoint asked, TimePoint now) {
    Duration debt =
        refilled.map(now::until).filter(left -> !left.isNegative()).orElse(Duration.ZERO);
    refilled = Optional.of(now.plus(debt).plus(REFILL));
    Duration sinceLast = APART.minus(asked.until(now));
    Duration overdrawn = debt.plus(REFILL).minus(SAVED_AT_MOST);
    return longest(Duration.ZERO, longest(sinceLast, overdrawn));
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
