package dev.rollcall.app;

import java.time.Duration;

/** Values as people read them. */
final class Shown {

  private Shown() {}

  /** The two largest units: {@code 3d 4h}, {@code 5m 12s}, {@code 1.5s}, {@code 240ms}. */
  static String duration(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1_000) {
      return millis + "ms";
    }
    if (millis < 60_000) {
      return millis % 1_000 < 100
          ? millis / 1_000 + "s"
          : "%d.%ds".formatted(millis / 1_000, millis % 1_000 / 100);
    }
    if (duration.toHours() < 1) {
      return pair(duration.toMinutes(), "m", duration.toSecondsPart(), "s");
    }
    if (duration.toDays() < 1) {
      return pair(duration.toHours(), "h", duration.toMinutesPart(), "m");
    }
    return pair(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  /** {@code 1 peer}, {@code 7 peers}. */
  static String peers(int count) {
    return count == 1 ? "1 peer" : count + " peers";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return small == 0 ? large + largeUnit : large + largeUnit + " " + small + smallUnit;
  }
}
