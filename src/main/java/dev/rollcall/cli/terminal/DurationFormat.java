package dev.rollcall.cli.terminal;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as people read them at a glance. */
public final class DurationFormat {

  private static final double MICROS = 1e3;

  private DurationFormat() {}

  /** In its largest unit, rounded down: {@code 12s}, {@code 3m}, {@code 5h}, {@code 2d}. */
  public static String coarse(Duration span) {
    if (span.isNegative() || span.toSeconds() < 1) {
      return "0s";
    }
    if (span.toMinutes() < 1) {
      return span.toSeconds() + "s";
    }
    if (span.toHours() < 1) {
      return span.toMinutes() + "m";
    }
    return span.toDays() < 1 ? span.toHours() + "h" : span.toDays() + "d";
  }

  /** To the millisecond: {@code 500ms}, {@code 120s}, {@code 1.5s}. */
  public static String exact(Duration span) {
    long millis = span.toMillis();
    if (millis < 1000) {
      return millis + "ms";
    }
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
  }

  /** A round trip: {@code 340us}, {@code 1.2ms}, {@code 45ms}, {@code 1.3s}. */
  public static String fine(Duration span) {
    // Rounded first, so that there are never 1000 of one unit.
    long micros = Math.round(span.toNanos() / MICROS);
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
