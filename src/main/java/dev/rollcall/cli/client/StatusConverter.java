package dev.rollcall.cli.client;

import dev.rollcall.json.StatusNames;
import dev.rollcall.v1.Status;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a status, such as {@code healthy}, in upper or lower case. */
final class StatusConverter implements ITypeConverter<Status> {

  @Override
  public Status convert(String value) {
    return StatusNames.parse(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not a status; expected one of %s"
                        .formatted(value, String.join(", ", StatusNames.all()))));
  }
}
