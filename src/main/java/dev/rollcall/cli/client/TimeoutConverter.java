package dev.rollcall.cli.client;

import dev.rollcall.text.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a timeout: a duration of more than zero, at most a year. */
final class TimeoutConverter implements ITypeConverter<Duration> {

  private static final Duration MAX = Duration.ofDays(365);

  @Override
  public Duration convert(String value) {
    Duration duration =
        DurationText.parse(value)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "expected %s, found '%s'".formatted(DurationText.EXPECTED, value)));
    if (duration.isNegative() || duration.isZero() || duration.compareTo(MAX) > 0) {
      throw new TypeConversionException(
          "'%s' is out of range (more than 0, at most %dh)".formatted(value, MAX.toHours()));
    }
    return duration;
  }
}
