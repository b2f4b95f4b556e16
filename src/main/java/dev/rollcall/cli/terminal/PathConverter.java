package dev.rollcall.cli.terminal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file's name. The framework's own converter is found by reflection, which is not registered. */
public final class PathConverter implements ITypeConverter<Path> {

  @Override
  public Path convert(String value) {
    try {
      if (!value.isEmpty()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      // Told below.
    }
    throw new TypeConversionException("'%s' is no file's name".formatted(value));
  }
}
