package dev.rollcall.check.grpc;

import dev.rollcall.time.DeterministicJitter;
import java.time.Duration;

/**
 * How long to wait before a stream that ended is opened again: a second, then twice as long each
 * time, up to two minutes, each up to a quarter shorter so that many observers of a peer come back
 * one by one.
 *
 * @param seed makes the waits of one observer of one peer unlike those of others
 * @param ends how many short streams in a row have ended
 */
record Backoff(long seed, int ends) {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration CALM = Duration.ofMinutes(1);
  private static final double JITTER = 0.25;
  private static final int MOST_DOUBLINGS = 7;

  static Backoff startingWith(long seed) {
    return new Backoff(seed, 0);
  }

  /** After the end of a stream that lived so long. */
  Backoff after(Duration life) {
    return new Backoff(seed, life.compareTo(CALM) >= 0 ? 1 : Math.min(ends, MOST_DOUBLINGS) + 1);
  }

  /** The wait now; nothing before the first end. */
  Duration delay() {
    if (ends == 0) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST.multipliedBy(1L << (ends - 1));
    Duration whole = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return Duration.ofNanos(
        Math.round(whole.toNanos() * (1 - JITTER * DeterministicJitter.fraction(seed, ends))));
  }
}
