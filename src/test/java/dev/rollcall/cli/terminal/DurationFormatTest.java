package dev.rollcall.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationFormatTest {

  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0s", // a clock that went back
    "PT0S, 0s",
    "PT0.999S, 0s",
    "PT1S, 1s",
    "PT59.9S, 59s",
    "PT1M, 1m",
    "PT59M59S, 59m",
    "PT1H, 1h",
    "PT23H59M, 23h",
    "PT24H, 1d",
    "P400D, 400d",
  })
  void atAGlance(Duration span, String text) {
    assertEquals(text, DurationFormat.coarse(span));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.5S, 500ms",
    "PT0.001S, 1ms",
    "PT0.999S, 999ms",
    "PT1S, 1s",
    "PT1.5S, 1.5s",
    "PT10S, 10s",
    "PT2M, 120s",
    "PT1.234S, 1.234s",
  })
  void exactly(Duration span, String text) {
    assertEquals(text, DurationFormat.exact(span));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.00034S, 340us",
    "PT0.0000004S, 0us",
    "PT0.0012S, 1.2ms",
    "PT0.00994S, 9.9ms",
    "PT0.00999S, 10ms",
    "PT0.01S, 10ms",
    "PT0.045S, 45ms",
    "PT1.25S, 1.3s",
    "PT0.999999S, 1.0s",
    "PT0.0009996S, 1.0ms",
  })
  void aRoundTrip(Duration span, String text) {
    assertEquals(text, DurationFormat.fine(span));
  }
}
