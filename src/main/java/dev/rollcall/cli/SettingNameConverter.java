package dev.rollcall.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a setting, which is not empty. */
final class SettingNameConverter implements ITypeConverter<String> {

  @Override
  public String convert(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException(
          "the name before '=' is missing; expected such as rollcall.check.interval=10s");
    }
    return value;
  }
}
