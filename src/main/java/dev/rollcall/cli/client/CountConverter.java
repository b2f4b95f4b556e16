package dev.rollcall.cli.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number, 1 or more, and not more than there could be peers. */
final class CountConverter implements ITypeConverter<Integer> {

  private static final int MAX = 999_999_999;

  @Override
  public Integer convert(String value) {
    if (!value.matches("0*[1-9][0-9]{0,8}")) {
      throw new TypeConversionException(
          "'%s' is no whole number, 1 or more (at most %d)".formatted(value, MAX));
    }
    return Integer.valueOf(value);
  }
}
