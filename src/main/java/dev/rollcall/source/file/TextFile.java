package dev.rollcall.source.file;

import dev.rollcall.source.Reading;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** A file of any kind as text, of at most {@value FileBytes#MAX_SIZE} bytes of UTF-8. */
public final class TextFile {

  private TextFile() {}

  /** Reads the file as it is now. Whatever is wrong is told as a problem; nothing is thrown. */
  public static Reading<String> read(Path path) {
    try {
      String file = path.toString();
      return new Reading.Accepted<>(Utf8.decode(file, FileBytes.read(path, FileBytes.MAX_SIZE)));
    } catch (RefusedFileException e) {
      return new Reading.Refused<>(List.of(e.problem()));
    }
  }

  /**
   * The same of what comes in, to its end.
   *
   * @param name what the problems call it
   */
  public static Reading<String> read(String name, InputStream in) {
    try {
      return new Reading.Accepted<>(Utf8.decode(name, FileBytes.read(name, in)));
    } catch (RefusedFileException e) {
      return new Reading.Refused<>(List.of(e.problem()));
    }
  }
}
