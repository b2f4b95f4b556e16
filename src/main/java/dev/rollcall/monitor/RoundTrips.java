package dev.rollcall.monitor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The round trips of the last {@value #MAX} successful checks. An immutable value. */
public final class RoundTrips {

  /** The number of round trips that are kept. */
  public static final int MAX = 64;

  static final RoundTrips NONE = new RoundTrips(new int[0]);

  private static final int NANOS_PER_MICRO = 1_000;

  // Microseconds, oldest first: a quarter of the memory of durations.
  private final int[] micros;

  private RoundTrips(int[] micros) {
    this.micros = micros;
  }

  RoundTrips with(Duration roundTrip) {
    int dropped = micros.length == MAX ? 1 : 0;
    int[] next = Arrays.copyOfRange(micros, dropped, micros.length + 1);
    next[next.length - 1] =
        (int) Math.min(Integer.MAX_VALUE, roundTrip.toNanos() / NANOS_PER_MICRO);
    return new RoundTrips(next);
  }

  /** The round trips, oldest first, in whole microseconds. */
  public List<Duration> all() {
    return Arrays.stream(micros).mapToObj(RoundTrips::duration).toList();
  }

  /**
   * A percentile of the round trips by the nearest-rank method; absent if there are none.
   *
   * @param fraction more than 0, at most 1: 0.5 is the median
   */
  public Optional<Duration> percentile(double fraction) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "invalid fraction %s; expected more than 0 and at most 1".formatted(fraction));
    }
    if (micros.length == 0) {
      return Optional.empty();
    }
    int[] sorted = micros.clone();
    Arrays.sort(sorted);
    return Optional.of(duration(sorted[(int) Math.ceil(fraction * sorted.length) - 1]));
  }

  private static Duration duration(int micros) {
    return Duration.ofNanos((long) micros * NANOS_PER_MICRO);
  }
}
