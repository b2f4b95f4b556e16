package dev.rollcall.peer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckSettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theDefaultsAreThoseOfTheDesign() {
    CheckSettings expected =
        new CheckSettings(
            new CheckKind.Grpc(""),
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            3,
            2,
            0.1);

    assertEquals(expected, CheckSettings.DEFAULTS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"PT0.01S", "PT0.5S", "PT24H"})
  void durationsInRangeAreAccepted(Duration value) {
    assertDoesNotThrow(
        () -> new CheckSettings(new CheckKind.Tcp(), value, value, value, value, 1, 1, 0));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "interval, PT0.009999999S",
    "interval, PT24H0.000000001S",
    "interval, PT0S",
    "timeout, PT0.009999999S",
    "timeout, PT24H0.000000001S",
    "timeout, PT-1S",
    "confirm interval, PT0.009999999S",
    "confirm interval, PT24H0.000000001S",
    "down interval, PT0.009999999S",
    "down interval, PT24H0.000000001S",
  })
  void durationsOutOfRangeAreRefused(String which, Duration value) {
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new CheckSettings(
                    new CheckKind.Tcp(),
                    which.equals("interval") ? value : SECOND,
                    which.equals("timeout") ? value : SECOND,
                    which.equals("confirm interval") ? value : SECOND,
                    which.equals("down interval") ? value : SECOND,
                    3,
                    2,
                    0.1));

    assertEquals("%s is out of range: %s".formatted(which, value), error.getMessage());
  }

  @ParameterizedTest(name = "fall {0}, rise {1}, jitter {2}")
  @CsvSource({"1,100,0", "100,1,0.5", "2,3,0.25"})
  void countsAndJitterInRangeAreAccepted(int fall, int rise, double jitter) {
    assertDoesNotThrow(() -> settings(fall, rise, jitter));
  }

  @ParameterizedTest(name = "fall {0}, rise {1}, jitter {2}")
  @CsvSource({
    "0,1,0,fall is out of range: 0",
    "101,1,0,fall is out of range: 101",
    "-1,1,0,fall is out of range: -1",
    "1,0,0,rise is out of range: 0",
    "1,101,0,rise is out of range: 101",
    "1,1,-0.1,jitter is out of range: -0.1",
    "1,1,0.51,jitter is out of range: 0.51",
    "1,1,NaN,jitter is out of range: NaN",
    "1,1,Infinity,jitter is out of range: Infinity",
  })
  void countsAndJitterOutOfRangeAreRefused(int fall, int rise, double jitter, String message) {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> settings(fall, rise, jitter));

    assertEquals(message, error.getMessage());
  }

  @Test
  void otherIntervalsLeaveTheRestAsItIs() {
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    CheckSettings defaults = CheckSettings.DEFAULTS;

    assertEquals(
        new CheckSettings(
            defaults.kind(),
            second,
            defaults.timeout(),
            defaults.confirmInterval(),
            minute,
            defaults.fall(),
            defaults.rise(),
            defaults.jitter()),
        defaults.withIntervals(second, minute));
  }

  private static CheckSettings settings(int fall, int rise, double jitter) {
    return new CheckSettings(
        new CheckKind.Tcp(), SECOND, SECOND, SECOND, SECOND, fall, rise, jitter);
  }
}
