package dev.rollcall.check.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

  private static final Duration SHORT = Duration.ofSeconds(1);

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "7, 64", "8, 120", "9, 120", "1000, 120"})
  void waitsTwiceAsLongEachTimeUpToTwoMinutes(int ends, int seconds) {
    Duration delay = after(ends, 42).delay();
    Duration whole = Duration.ofSeconds(seconds);
    assertTrue(delay.compareTo(whole) <= 0, delay.toString());
    assertTrue(delay.compareTo(whole.multipliedBy(3).dividedBy(4)) >= 0, delay.toString());
  }

  @Test
  void theFirstStreamDoesNotWait() {
    assertEquals(Duration.ZERO, Backoff.startingWith(42).delay());
  }

  @Test
  void aStreamThatLivedForAMinuteMakesItBeginAnew() {
    assertEquals(1, after(9, 42).after(Duration.ofMinutes(1)).ends());
    assertEquals(8, after(7, 42).after(Duration.ofSeconds(59)).ends());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE})
  void observersComeBackAtDifferentMoments(long seed) {
    assertNotEquals(after(3, seed).delay(), after(3, seed + 1).delay());
    assertEquals(after(3, seed).delay(), after(3, seed).delay());
  }

  private static Backoff after(int ends, long seed) {
    Backoff backoff = Backoff.startingWith(seed);
    for (int i = 0; i < ends; i++) {
      backoff = backoff.after(SHORT);
    }
    return backoff;
  }
}
