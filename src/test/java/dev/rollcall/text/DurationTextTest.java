package dev.rollcall.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "0s, PT0S",
    "30s, PT30S",
    "5m, PT5M",
    "1h, PT1H",
    "090s, PT90S",
    "999999999999ms, PT277777H46M39.999S",
    "PT30S, PT30S",
    "pt1m30.5s, PT1M30.5S",
    "P1DT1H, PT25H",
    "PT-5S, PT-5S",
  })
  void asPeopleWriteThem(String text, Duration duration) {
    assertEquals(Optional.of(duration), DurationText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "s",
        "30 s",
        " 30s",
        "30S",
        "-30s",
        "+30s",
        "1.5s",
        "1d",
        "30sec",
        "1h30m",
        "1000000000000s",
        "\u0663s",
        "PT",
        "P1Y",
        "PT99999999999999999999S",
        "PT000000000000000000000000000000000000001S"
      })
  void othersAreNone(String text) {
    assertEquals(Optional.empty(), DurationText.parse(text));
  }
}
