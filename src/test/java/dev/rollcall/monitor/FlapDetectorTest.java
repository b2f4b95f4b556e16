package dev.rollcall.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlapDetectorTest {

  @ParameterizedTest(name = "{0} changes, {1} s apart: flapping {2}")
  @CsvSource({
    "6,     1, false",
    "7,     1, true",
    "100,   1, true",
    "7,   100, true",
    "7,   101, false",
    "100, 101, false",
  })
  void moreThanSixChangesWithinTenMinutesAreFlapping(int count, int apart, boolean flapping) {
    FlapDetector flaps = FlapDetector.NONE;
    for (int i = 0; i < count; i++) {
      flaps = flaps.after(at((long) i * apart), true);
    }
    assertEquals(flapping, flaps.flapping());
  }

  @Test
  void itEndsByTheTimeThatPassesWithoutChanges() {
    FlapDetector flaps = FlapDetector.NONE;
    for (int i = 0; i < 7; i++) {
      flaps = flaps.after(at(i * 60L), true);
    }
    assertTrue(flaps.after(at(600 + 180), false).flapping(), "four changes are within the window");
    assertFalse(flaps.after(at(600 + 181), false).flapping(), "three are");
  }

  @Test
  void itIsBoundedAndACheckWithoutChangesCostsNothing() {
    FlapDetector flaps = FlapDetector.NONE;
    for (int i = 0; i < 10_000; i++) {
      flaps = flaps.after(at(i), true);
    }
    assertEquals(7, flaps.changes().size());
    assertSame(FlapDetector.NONE, FlapDetector.NONE.after(at(1), false));
  }

  private static TimePoint at(long second) {
    return new TimePoint(Instant.ofEpochSecond(second), Duration.ofSeconds(second).toNanos());
  }
}
