package dev.rollcall.cli.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a number of 0 or more, with or without decimals. */
final class AmountConverter implements ITypeConverter<Double> {

  @Override
  public Double convert(String value) {
    if (!value.matches("[0-9]{1,15}([.][0-9]{1,15})?")) {
      throw new TypeConversionException("'%s' is not a number of 0 or more".formatted(value));
    }
    return Double.valueOf(value);
  }
}
