package dev.rollcall.cli.client;

import dev.rollcall.peer.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration of more than nothing. */
final class TimeoutConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String value) {
    return DurationText.parse(value)
        .filter(duration -> !duration.isNegative() && !duration.isZero())
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected %s, found '%s'".formatted(DurationText.EXPECTED, value)));
  }
}
