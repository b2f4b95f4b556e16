package dev.rollcall.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.cli.terminal.PathConverter;
import dev.rollcall.v1.Status;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What values of options may be; a message names the value and what was expected. */
class ConvertersTest {

  private static void rejects(ITypeConverter<?> converter, String value, String expected) {
    TypeConversionException error =
        assertThrows(TypeConversionException.class, () -> converter.convert(value));
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("'" + value + "'"), message);
    assertTrue(message.contains(expected), message);
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "120s, PT2M",
    "5m, PT5M",
    "1h, PT1H",
    "PT30S, PT30S",
    "1m30s, PT1M30S",
    "0.5s, PT0.5S",
    "1d, P1D",
    "8760h, P365D"
  })
  void aTimeout(String text, Duration duration) {
    assertEquals(duration, new TimeoutConverter().convert(text));
  }

  @ParameterizedTest
  @CsvSource({
    "5, a duration such as",
    "'', a duration such as",
    "soon, a duration such as",
    "1w, a duration such as",
    "-5s, 'more than 0, at most 8760h'",
    "5 s, a duration such as",
    "0s, 'more than 0, at most 8760h'",
    "PT-5S, 'more than 0, at most 8760h'",
    "8761h, 'more than 0, at most 8760h'",
    "999999999999h, 'more than 0, at most 8760h'",
  })
  void noTimeout(String text, String expected) {
    rejects(new TimeoutConverter(), text, expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "16, 16", "7.5, 7.5", "007, 7", "0.25, 0.25"})
  void anAmount(String text, double amount) {
    assertEquals(amount, new AmountConverter().convert(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "much",
        "NaN",
        "Infinity",
        "1e400",
        "1d",
        "0x1p3",
        " 5",
        "5,5",
        ".",
        "1."
      })
  void noAmount(String text) {
    rejects(new AmountConverter(), text, "is not a number of 0 or more");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 4", "0012, 12", "999999999, 999999999"})
  void aCount(String text, int count) {
    assertEquals(count, new CountConverter().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "000", "-1", "1.5", "four", "+1", " 1", "1000000000", "\u0661"})
  void noCount(String text) {
    rejects(new CountConverter(), text, "is not a whole number (1-999999999)");
  }

  @ParameterizedTest
  @CsvSource({"healthy, STATUS_HEALTHY", "SUSPECT, STATUS_SUSPECT", "Unknown, STATUS_UNKNOWN"})
  void aStatus(String text, Status status) {
    assertEquals(status, new StatusConverter().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "up", "STATUS_HEALTHY", "unspecified", "unrecognized"})
  void noStatus(String text) {
    rejects(
        new StatusConverter(),
        text,
        "expected one of unknown, healthy, suspect, unhealthy, maintenance");
  }

  @ParameterizedTest
  @CsvSource({"site=a, site, a", "site=, site, ''", "site=a=b, site, a=b", "a b=c d, a b, c d"})
  void aLabel(String text, String name, String value) {
    assertEquals(new LabelFilter(name, value), new LabelFilter.Converter().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "site", "=a", "="})
  void noLabel(String text) {
    rejects(new LabelFilter.Converter(), text, "expected NAME=VALUE");
  }

  @Test
  void aFile() {
    assertEquals(Path.of("a/b.pem"), new PathConverter().convert("a/b.pem"));
    rejects(new PathConverter(), "", "is not a file name");
    rejects(new PathConverter(), "a\0b", "is not a file name");
  }
}
