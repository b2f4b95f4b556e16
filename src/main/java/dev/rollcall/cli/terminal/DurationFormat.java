package dev.rollcall.cli.terminal;

import java.math.BigDecimal;
import java.time.Duration;

/** Formats durations for people. */
public final class DurationFormat {

  private static final double MICROS = 1e3;

  private DurationFormat() {}

  /** In its largest unit, rounded down: {@code 12s}, {@code 3m}, {@code 5h}, {@code 2d}. */
  public static String coarse(Duration duration) {
    if (duration.isNegative() || duration.toSeconds() < 1) {
      return "0s";
    }
    if (duration.toMinutes() < 1) {
      return duration.toSeconds() + "s";
    }
    if (duration.toHours() < 1) {
      return duration.toMinutes() + "m";
    }
    return duration.toDays() < 1 ? duration.toHours() + "h" : duration.toDays() + "d";
  }

  /** To the millisecond: {@code 500ms}, {@code 120s}, {@code 1.5s}. */
  public static String exact(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + "ms";
    }
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
  }

  /**
   * In microseconds to seconds, for round trips: {@code 340us}, {@code 1.2ms}, {@code 45ms}, {@code
   * 1.3s}.
   */
  public static String fine(Duration duration) {
    // Rounded first, so that there are never 1000 of one unit.
    long micros = Math.round(duration.toNanos() / MICROS);
    if (micros < 1000) {
      return micros + "us";
    }
    double millis = micros / MICROS;
    if (millis < 9.95) {
      return "%.1fms".formatted(millis);
    }
    return millis < 999.5 ? "%.0fms".formatted(millis) : "%.1fs".formatted(millis / 1000);
  }
}
