package dev.rollcall.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckSettingsReaderTest {

  @Test
  void withoutSettingsTheDefaultsCount() {
    assertEquals(
        new Reading.Accepted<>(CheckSettings.DEFAULTS), CheckSettingsReader.read(Map.of()));
  }

  @Test
  void everySettingIsRead() {
    Map<String, String> properties =
        Map.of(
            "rollcall.check.type", "grpc",
            "rollcall.check.service", "my.Service",
            "rollcall.check.interval", "1m",
            "rollcall.check.timeout", "PT2S",
            "rollcall.check.confirm-interval", "250ms",
            "rollcall.check.down-interval", "1h",
            "rollcall.check.fall", "4",
            "rollcall.check.rise", "1",
            "rollcall.check.jitter", "20%",
            "rollcall.peers[0].id", "not looked at");

    assertEquals(
        new Reading.Accepted<>(
            new CheckSettings(
                new CheckKind.Grpc("my.Service"),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                Duration.ofMillis(250),
                Duration.ofHours(1),
                4,
                1,
                0.2)),
        CheckSettingsReader.read(properties));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fall | 0 | rollcall.check.fall: 0 is out of range (1-100)",
        "fall | 101 | rollcall.check.fall: 101 is out of range (1-100)",
        "fall | 99999999999999999999 | rollcall.check.fall: 99999999999999999999 is out of range (1-100)",
        "fall | 4294967297 | rollcall.check.fall: 4294967297 is out of range (1-100)",
        "fall | 2.0 | rollcall.check.fall: expected a whole number, found '2.0'",
        "fall | 0x10 | rollcall.check.fall: expected a whole number, found '0x10'",
        "fall | 03 | rollcall.check.fall: expected a whole number, found '03'",
        "fall | -1 | rollcall.check.fall: -1 is out of range (1-100)",
        "jitter | 51% | rollcall.check.jitter: 51% is out of range (0%-50%)",
        "jitter | 10 | rollcall.check.jitter: 10 is out of range (0%-50%)",
        "jitter | -1% | rollcall.check.jitter: -1% is out of range (0%-50%)",
        "jitter | much | rollcall.check.jitter: expected a percentage such as 10%, found 'much'",
        "jitter | % | rollcall.check.jitter: expected a percentage such as 10%, found '%'",
        "interval | 9ms | rollcall.check.interval: 9ms is out of range (10ms-24h)",
        "interval | 25h | rollcall.check.interval: 25h is out of range (10ms-24h)",
        "interval | PT-5S | rollcall.check.interval: PT-5S is out of range (10ms-24h)",
        "interval | 30 | rollcall.check.interval: expected a duration such as 500ms, 30s, 5m, 1h or PT30S, found '30'",
        "interval | 999999999999999999s | rollcall.check.interval: expected a duration such as 500ms, 30s, 5m, 1h or PT30S, found '999999999999999999s'",
        "interval | 999999999999h | rollcall.check.interval: 999999999999h is out of range (10ms-24h)",
        "interval | PT999999999999999999H | rollcall.check.interval: expected a duration such as 500ms, 30s, 5m, 1h or PT30S, found 'PT999999999999999999H'",
        "intervall | 1s | rollcall.check.intervall: unknown key 'intervall'; did you mean 'interval'?",
        "type | gprc | rollcall.check.type: expected one of grpc, tcp, found 'gprc'; did you mean 'grpc'?",
        "interval.x | 1s | rollcall.check.interval: expected a duration such as 500ms, 30s, 5m, 1h or PT30S, found a mapping",
        "timeout | '' | rollcall.check.timeout: has no value",
      })
  void mistakesAreToldWithTheNameOfTheProperty(String key, String value, String expected) {
    assertEquals(List.of(expected), refused(Map.of("rollcall.check." + key, value)));
  }

  @Test
  void aServiceIsForGrpcAlone() {
    Map<String, String> properties =
        Map.of("rollcall.check.type", "tcp", "rollcall.check.service", "x");

    assertEquals(
        List.of(
            "rollcall.check.service: service 'x' is for type grpc only, and the type here is tcp"),
        refused(properties));
  }

  @Test
  void allMistakesAreToldAtOnceInOrder() {
    Map<String, String> properties =
        Map.of("rollcall.check.rise", "x", "rollcall.check.fall", "x", "rollcall.check.y", "x");

    assertEquals(
        List.of("rollcall.check.fall", "rollcall.check.rise", "rollcall.check.y"),
        refused(properties).stream().map(text -> text.substring(0, text.indexOf(':'))).toList());
  }

  private static List<String> refused(Map<String, String> properties) {
    return CheckSettingsReader.read(properties) instanceof Reading.Refused<CheckSettings> refused
        ? refused.problems().stream().map(Problem::toString).toList()
        : List.of();
  }
}
