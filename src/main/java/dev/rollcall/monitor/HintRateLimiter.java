package dev.rollcall.monitor;

import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often hints trigger checks of a peer: ten in a row at once, beyond that one a second,
 * so that a peer with a never-ending flow of hints is checked once a second.
 */
final class HintRateLimiter {

  private static final Duration MIN_SPACING = Duration.ofMillis(100);
  private static final Duration REFILL = Duration.ofSeconds(1);
  private static final Duration BURST = REFILL.multipliedBy(10);

  // When everything spent will be refilled (the virtual scheduling form of a leaky bucket).
  private Optional<TimePoint> refilled = Optional.empty();

  /**
   * Accounts for one hint.
   *
   * @param lastCheck when the last check began
   * @return the delay from now until the next check
   */
  Duration delayFor(TimePoint lastCheck, TimePoint now) {
    Duration debt =
        refilled.map(now::until).filter(remaining -> !remaining.isNegative()).orElse(Duration.ZERO);
    refilled = Optional.of(now.plus(debt).plus(REFILL));
    Duration spacing = MIN_SPACING.minus(lastCheck.until(now));
    Duration overdrawn = debt.plus(REFILL).minus(BURST);
    return longer(Duration.ZERO, longer(spacing, overdrawn));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
