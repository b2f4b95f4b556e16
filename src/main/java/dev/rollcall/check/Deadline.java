package dev.rollcall.check;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.Locale;

/** The time limit of one check in all, however many steps it has. */
public final class Deadline {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Clock clock;
  private final TimePoint start;
  private final Duration timeout;

  private Deadline(Clock clock, Duration timeout) {
    this.clock = clock;
    this.start = clock.now();
    this.timeout = timeout;
  }

  /** Starts a time limit now. */
  public static Deadline startingNow(Clock clock, Duration timeout) {
    return new Deadline(clock, timeout);
  }

  /** The time that remains; never negative. */
  public Duration remaining() {
    Duration remaining = timeout.minus(start.until(clock.now()));
    return remaining.isNegative() ? Duration.ZERO : remaining;
  }

  /** The timeout, for messages: {@code 3s}, {@code 200ms}, {@code 1m30s}. */
  @Override
  public String toString() {
    return timeout.compareTo(SECOND) < 0
        ? timeout.toMillis() + "ms"
        : timeout.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
