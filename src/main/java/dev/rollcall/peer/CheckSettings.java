package dev.rollcall.peer;

import java.time.Duration;

/**
 * How a peer is checked, and how the answers are judged.
 *
 * @param kind what is asked
 * @param interval from one check of a healthy peer to the next
 * @param timeout after which a missing answer is a failure
 * @param confirmInterval from a check that asks for confirmation to the next one
 * @param downInterval from one check of an unhealthy peer to the next
 * @param fall so many failures in a row make a healthy peer unhealthy; 1 to 100
 * @param rise so many successes in a row make an unhealthy peer healthy; 1 to 100
 * @param jitter the part of an interval by which a check may come later; 0 to 0.5
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

  /** What counts where nobody says otherwise. */
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

  private static void requireInRange(String what, Duration value) {
    require(value.compareTo(MIN_DURATION) >= 0 && value.compareTo(MAX_DURATION) <= 0, what, value);
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s is out of range: %s".formatted(what, value));
    }
  }
}
