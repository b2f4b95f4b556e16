package dev.rollcall.peer;

import java.time.Duration;

/**
 * The settings of a peer's check: its kind, its schedule and the thresholds of its health.
 *
 * @param kind the kind of check
 * @param interval from one check of a healthy peer to the next
 * @param timeout after which a missing response is a failure
 * @param confirmInterval from a check whose result needs confirmation to the next one
 * @param downInterval from one check of an unhealthy peer to the next
 * @param fall consecutive failures after which a healthy peer is unhealthy; 1 to 100
 * @param rise consecutive successes after which an unhealthy peer is healthy; 1 to 100
 * @param jitter the fraction of an interval by which a check may be delayed; 0 to 0.5
 */
public record CheckSettings(
    CheckKind kind,
    Duration interval,
    Duration timeout,
    Duration confirmInterval,
    Duration downInterval,
    int fall,
    int rise,
    double jitter) {

  /** The shortest interval or timeout. */
  public static final Duration MIN_DURATION = Duration.ofMillis(10);

  /** The longest interval or timeout. */
  public static final Duration MAX_DURATION = Duration.ofDays(1);

  /** The highest {@code fall} and {@code rise}. */
  public static final int MAX_CONSECUTIVE = 100;

  /** The highest {@code jitter}. */
  public static final double MAX_JITTER = 0.5;

  /** The built-in defaults. */
  public static final CheckSettings DEFAULTS =
      new CheckSettings(
          new CheckKind.Grpc(""),
          Duration.ofSeconds(30),
          Duration.ofSeconds(3),
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          3,
          2,
          0.1);

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public CheckSettings {
    requireInRange("interval", interval);
    requireInRange("timeout", timeout);
    requireInRange("confirm interval", confirmInterval);
    requireInRange("down interval", downInterval);
    require(fall >= 1 && fall <= MAX_CONSECUTIVE, "fall", fall);
    require(rise >= 1 && rise <= MAX_CONSECUTIVE, "rise", rise);
    require(jitter >= 0 && jitter <= MAX_JITTER, "jitter", jitter);
  }

  /** The same settings with other intervals between the checks of a healthy and unhealthy peer. */
  public CheckSettings withIntervals(Duration newInterval, Duration newDownInterval) {
    return new CheckSettings(
        kind, newInterval, timeout, confirmInterval, newDownInterval, fall, rise, jitter);
  }

  private static void requireInRange(String what, Duration value) {
    require(value.compareTo(MIN_DURATION) >= 0 && value.compareTo(MAX_DURATION) <= 0, what, value);
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s is out of range: %s".formatted(what, value));
    }
  }
}
