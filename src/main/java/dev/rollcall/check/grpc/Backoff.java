package dev.rollcall.check.grpc;

import dev.rollcall.time.DeterministicJitter;
import java.time.Duration;

/**
 * Computes the exponential backoff before a stream that ended is opened again: a second, then twice
 * as long each time, up to two minutes, each up to a quarter shorter so that many observers of a
 * peer do not reconnect at once.
 *
 * @param seed makes the jitter differ between observers and peers
 * @param ends how many short-lived streams have ended in a row
 */
record Backoff(long seed, int ends) {

  private static final Duration INITIAL = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofMinutes(2);
  private static final Duration STABLE = Duration.ofMinutes(1);
  private static final double JITTER = 0.25;
  private static final int MAX_DOUBLINGS = 7;

  static Backoff startingWith(long seed) {
    return new Backoff(seed, 0);
  }

  /** The state after the end of a stream of this lifetime. */
  Backoff after(Duration lifetime) {
    return new Backoff(
        seed, lifetime.compareTo(STABLE) >= 0 ? 1 : Math.min(ends, MAX_DOUBLINGS) + 1);
  }

  /** The current delay; zero before the first stream has ended. */
  Duration delay() {
    if (ends == 0) {
      return Duration.ZERO;
    }
    Duration doubled = INITIAL.multipliedBy(1L << (ends - 1));
    Duration unjittered = doubled.compareTo(MAX) < 0 ? doubled : MAX;
    return Duration.ofNanos(
        Math.round(unjittered.toNanos() * (1 - JITTER * DeterministicJitter.fraction(seed, ends))));
  }
}
