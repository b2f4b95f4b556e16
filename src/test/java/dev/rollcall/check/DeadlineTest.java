package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.peer.CheckFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

  @ParameterizedTest
  @CsvSource({"PT3S, 3s", "PT0.2S, 200ms", "PT1M30S, 1m30s", "PT1.5S, 1.5s", "P1D, 24h"})
  void isFormattedAsUsersWriteIt(Duration timeout, String expected) {
    try (CheckFixture lab = new CheckFixture()) {
      assertEquals(expected, Deadline.startingNow(lab.time(), timeout).toString());
    }
  }

  @Test
  void isNeverLessThanNothing() {
    try (CheckFixture lab = new CheckFixture()) {
      Deadline over = Deadline.startingNow(lab.time(), Duration.ofSeconds(-1));
      assertEquals(Duration.ZERO, over.remaining());
    }
  }
}
