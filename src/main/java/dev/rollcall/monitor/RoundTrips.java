package dev.rollcall.monitor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The round trips of the last checks that succeeded, up to {@value #MOST}. A value. */
public final class RoundTrips {

  /** So many are kept. */
  public static final int MOST = 64;

  static final RoundTrips NONE = new RoundTrips(new int[0]);

  private static final int NANOS_PER_MICRO = 1_000;

  // Microseconds, oldest first: a quarter of what durations would take.
  private final int[] micros;

  private RoundTrips(int[] micros) {
    this.micros = micros;
  }

  RoundTrips and(Duration roundTrip) {
    int dropped = micros.length == MOST ? 1 : 0;
    int[] next = Arrays.copyOfRange(micros, dropped, micros.length + 1);
    next[next.length - 1] =
        (int) Math.min(Integer.MAX_VALUE, roundTrip.toNanos() / NANOS_PER_MICRO);
    return new RoundTrips(next);
  }

  /** All that are kept, oldest first, in whole microseconds. */
  public List<Duration> all() {
    return Arrays.stream(micros).mapToObj(RoundTrips::duration).toList();
  }

  /**
   * The smallest round trip that so many of the kept ones do not exceed (nearest rank); absent if
   * none is kept.
   *
   * @param part more than 0, at most 1: 0.5 is the median
   */
  public Optional<Duration> percentile(double part) {
    if (!(part > 0 && part <= 1)) {
      throw new IllegalArgumentException("a part is more than 0 and at most 1, not " + part);
    }
    if (micros.length == 0) {
      return Optional.empty();
    }
    int[] sorted = micros.clone();
    Arrays.sort(sorted);
    return Optional.of(duration(sorted[(int) Math.ceil(part * sorted.length) - 1]));
  }

  private static Duration duration(int micros) {
    return Duration.ofNanos((long) micros * NANOS_PER_MICRO);
  }
}
