package dev.rollcall.source.file;

import dev.rollcall.source.document.ParseResult;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Reads a file of any kind, of at most {@value BoundedFileReader#MAX_SIZE} bytes of UTF-8. */
public final class TextFile {

  private TextFile() {}

  /** Reads the file as it is now. Never throws: whatever is wrong is reported as a problem. */
  public static ParseResult<String> read(Path path) {
    try {
      String file = path.toString();
      return new ParseResult.Valid<>(
          Utf8Decoder.decode(file, BoundedFileReader.read(path, BoundedFileReader.MAX_SIZE)));
    } catch (InvalidFileException e) {
      return new ParseResult.Invalid<>(List.of(e.problem()));
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param name its name in the problems
   */
  public static ParseResult<String> read(String name, InputStream in) {
    try {
      return new ParseResult.Valid<>(Utf8Decoder.decode(name, BoundedFileReader.read(name, in)));
    } catch (InvalidFileException e) {
      return new ParseResult.Invalid<>(List.of(e.problem()));
    }
  }
}
