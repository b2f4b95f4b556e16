package dev.rollcall.cli.terminal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a file name. Picocli's own converter needs reflection that is not registered. */
public final class PathConverter implements ITypeConverter<Path> {

  @Override
  public Path convert(String value) {
    try {
      if (!value.isEmpty()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      // Reported below.
    }
    throw new TypeConversionException("'%s' is not a file name".formatted(value));
  }
}
