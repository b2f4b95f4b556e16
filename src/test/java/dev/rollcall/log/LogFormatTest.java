package dev.rollcall.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFormatTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "PT0S, 0ms",
    "PT-1S, 0ms",
    "PT0.24S, 240ms",
    "PT1S, 1s",
    "PT1.05S, 1s",
    "PT1.59S, 1.5s",
    "PT59.9S, 59.9s",
    "PT1M, 1m",
    "PT5M12.9S, 5m 12s",
    "PT1H, 1h",
    "PT26H, 1d 2h",
    "PT1H1M59S, 1h 1m",
    "P400D, 400d",
  })
  void durationsAreShownInTheirTwoLargestUnits(Duration duration, String shown) {
    assertEquals(shown, LogFormat.duration(duration));
  }
}
