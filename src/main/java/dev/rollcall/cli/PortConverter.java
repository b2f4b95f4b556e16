package dev.rollcall.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a port to listen on; 0 is any free port. */
final class PortConverter implements ITypeConverter<Integer> {

  private static final int MAX = 65535;

  @Override
  public Integer convert(String value) {
    if (value.matches("[0-9]{1,9}") && Integer.parseInt(value) <= MAX) {
      return Integer.valueOf(value);
    }
    throw new TypeConversionException("'%s' is not a port (0-65535)".formatted(value));
  }
}
