package dev.rollcall.testing.time;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens on other threads, as short as it takes. */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private Eventually() {}

  /** Returns when this holds; fails after ten seconds. */
  public static void holds(String what, BooleanSupplier condition) {
    holds(what, PATIENCE, condition);
  }

  /** Returns when this holds; fails after so long. */
  public static void holds(String what, Duration patience, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new AssertionError("never came about: " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** Returns after so long; fails as soon as this no longer holds. */
  public static void keeps(String what, Duration howLong, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < howLong.toNanos()) {
      if (!condition.getAsBoolean()) {
        throw new AssertionError("did not last: " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}
