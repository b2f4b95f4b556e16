package dev.rollcall.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a setting, which must not be blank. */
final class SettingNameConverter implements ITypeConverter<String> {

  @Override
  public String convert(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException(
          "the name before '=' is missing; expected SETTING=VALUE, such as rollcall.check.interval=10s");
    }
    return value;
  }
}
