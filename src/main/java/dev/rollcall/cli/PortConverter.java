package dev.rollcall.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A port to listen at; 0 is any that is free. */
final class PortConverter implements ITypeConverter<Integer> {

  private static final int MAX = 65535;

  @Override
  public Integer convert(String value) {
    if (value.matches("[0-9]{1,9}") && Integer.parseInt(value) <= MAX) {
      return Integer.valueOf(value);
    }
    throw new TypeConversionException("'%s' is no port (0-65535)".formatted(value));
  }
}
