package dev.rollcall.check;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.Locale;

/** How long one check may take in all, however many steps it has. */
public final class Deadline {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Clock time;
  private final TimePoint start;
  private final Duration whole;

  private Deadline(Clock time, Duration whole) {
    this.time = time;
    this.start = time.now();
    this.whole = whole;
  }

  /** A limit that begins to run now. */
  public static Deadline startingNow(Clock time, Duration whole) {
    return new Deadline(time, whole);
  }

  /** What is left of it; never negative. */
  public Duration left() {
    Duration left = whole.minus(start.until(time.now()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The whole limit, for people: {@code 3s}, {@code 200ms}, {@code 1m30s}. */
  @Override
  public String toString() {
    return whole.compareTo(SECOND) < 0
        ? whole.toMillis() + "ms"
        : whole.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
