package dev.rollcall.testing.time;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polls for what happens on other threads: waits for a condition, or watches that it stays. */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(2);
  private static final Duration LONGEST_POLL_INTERVAL = Duration.ofMillis(50);

  private Eventually() {}

  /** Returns when this holds; fails after ten seconds. */
  public static void holds(String what, BooleanSupplier condition) {
    holds(what, PATIENCE, condition);
  }

  /** Returns when this holds; fails after so long. */
  public static void holds(String what, Duration patience, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long waited = System.nanoTime() - start;
      if (waited > patience.toNanos()) {
        throw new AssertionError("never came about: " + what);
      }
      LockSupport.parkNanos(pollInterval(waited));
    }
  }

  // Polling is often a call to a program that has other things to do: a wait that is long anyway
  // may take a sixteenth longer.
  private static long pollInterval(long waited) {
    return Math.min(
        Math.max(POLL_INTERVAL.toNanos(), waited / 16), LONGEST_POLL_INTERVAL.toNanos());
  }

  /** Returns after so long; fails as soon as this no longer holds. */
  public static void keeps(String what, Duration howLong, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < howLong.toNanos()) {
      if (!condition.getAsBoolean()) {
        throw new AssertionError("did not last: " + what);
      }
      LockSupport.parkNanos(POLL_INTERVAL.toNanos());
    }
  }
}
