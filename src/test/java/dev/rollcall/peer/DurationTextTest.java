package dev.rollcall.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.01S, 10ms",
    "PT1.5S, 1500ms",
    "PT30S, 30s",
    "PT90S, 90s",
    "PT5M, 5m",
    "PT90M, 90m",
    "PT1H, 1h",
    "PT24H, 24h",
    "PT0.0105S, PT0.0105S",
    "PT1H0.000000001S, PT1H0.000000001S"
  })
  void aDurationAsPeopleWriteIt(Duration duration, String text) {
    assertEquals(text, DurationText.of(duration));
    assertEquals(Optional.of(duration), DurationText.parse(text));
  }
}
