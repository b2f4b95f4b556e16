package dev.rollcall.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HintRateLimiterTest {

  private final HintRateLimiter limiter = new HintRateLimiter();

  @Test
  void aHintIsHeededAtOnce() {
    assertEquals(Duration.ZERO, limiter.delayFor(at(0), at(30_000)));
  }

  @Test
  void noSoonerThan100MillisecondsAfterTheLastQuestion() {
    assertEquals(Duration.ofMillis(60), limiter.delayFor(at(1_000), at(1_040)));
    assertEquals(Duration.ZERO, limiter.delayFor(at(1_100), at(1_200)));
  }

  @Test
  void tenInARowAreFreeAndThenOneASecondIs() {
    long now = 0;
    int heeded = 0;
    while (now < 60_000) {
      now += Math.max(100, limiter.delayFor(at(now), at(now)).toMillis());
      heeded++;
    }
    assertTrue(heeded >= 60 && heeded <= 72, heeded + " were heeded in a minute");
  }

  @Test
  void whatWasSpentComesBack() {
    for (int i = 0; i < 10; i++) {
      assertEquals(Duration.ZERO, limiter.delayFor(at(0), at(1_000)));
    }
    assertEquals(Duration.ofSeconds(1), limiter.delayFor(at(0), at(1_000)));
    assertEquals(Duration.ZERO, limiter.delayFor(at(0), at(12_000)));
  }

  private static TimePoint at(long millis) {
    return new TimePoint(Instant.ofEpochMilli(millis), Duration.ofMillis(millis).toNanos());
  }
}
