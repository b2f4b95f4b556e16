package dev.rollcall.cli.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A label that matching peers have. */
record LabelFilter(String name, String value) {

  /** Converts {@code NAME=VALUE}; the value may be empty, and contain {@code =}. */
  static final class Converter implements ITypeConverter<LabelFilter> {

    @Override
    public LabelFilter convert(String text) {
      int end = text.indexOf('=');
      if (end <= 0) {
        throw new TypeConversionException(
            "'%s' is not a label; expected NAME=VALUE, such as site=factory-a".formatted(text));
      }
      return new LabelFilter(text.substring(0, end), text.substring(end + 1));
    }
  }
}
