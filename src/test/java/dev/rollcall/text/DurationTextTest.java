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
    "1m30s, PT1M30S",
    "1h30m, PT1H30M",
    "30s1m, PT1M30S",
    "1s1s, PT2S",
    "0.5s, PT0.5S",
    "1.5s, PT1.5S",
    "1.s, PT1S",
    ".5s, PT0.5S",
    "1.5h, PT1H30M",
    "0.25d, PT6H",
    "1d, PT24H",
    "250ms, PT0.25S",
    "1500us, PT0.0015S",
    "1500\u00b5s, PT0.0015S",
    "1500\u03bcs, PT0.0015S",
    "20ns, PT0.00000002S",
    "1.9ns, PT0.000000001S",
    "0.3333333333333333333h, PT19M59.999999999S",
    "+30s, PT30S",
    "-1m30s, PT-1M-30S",
    "0, PT0S",
    "-0, PT0S",
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
        "30sec",
        ".s",
        ".",
        "+",
        "1m30",
        "1m 30s",
        "1m+30s",
        "--1s",
        "1..5s",
        "1,5s",
        "1e3s",
        "1w",
        "00",
        "5mss",
        "9999999999999999999999999999999999999999s",
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
