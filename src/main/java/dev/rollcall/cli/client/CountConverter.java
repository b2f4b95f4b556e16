package dev.rollcall.cli.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a whole number of 1 or more. */
final class CountConverter implements ITypeConverter<Integer> {

  private static final int MAX = 999_999_999;

  @Override
  public Integer convert(String value) {
    if (!value.matches("0*[1-9][0-9]{0,8}")) {
      throw new TypeConversionException("'%s' is not a whole number (1-%d)".formatted(value, MAX));
    }
    return Integer.valueOf(value);
  }
}
