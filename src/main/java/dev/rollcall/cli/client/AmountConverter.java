package dev.rollcall.cli.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number, 0 or more. */
final class AmountConverter implements ITypeConverter<Double> {

  @Override
  public Double convert(String value) {
    try {
      double amount = Double.parseDouble(value);
      if (amount >= 0 && amount < Double.POSITIVE_INFINITY) {
        return amount;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new TypeConversionException("'%s' is no number, 0 or more".formatted(value));
  }
}
