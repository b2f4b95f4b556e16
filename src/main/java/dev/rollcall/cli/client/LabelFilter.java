package dev.rollcall.cli.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A label that a peer has to have. */
record LabelFilter(String name, String value) {

  /** {@code NAME=VALUE}; the value may be empty, and have a {@code =} in it. */
  static final class Converter implements ITypeConverter<LabelFilter> {

    @Override
    public LabelFilter convert(String text) {
      int end = text.indexOf('=');
      if (end <= 0) {
        throw new TypeConversionException(
            "'%s' is no label; expected NAME=VALUE, such as site=factory-a".formatted(text));
      }
      return new LabelFilter(text.substring(0, end), text.substring(end + 1));
    }
  }
}
