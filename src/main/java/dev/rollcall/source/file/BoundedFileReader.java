package dev.rollcall.source.file;

import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.ErrorText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads the bytes of a file, up to a limit. */
final class BoundedFileReader {

  /** The largest file, in bytes: 16 MiB. */
  static final int MAX_SIZE = 16 << 20;

  private BoundedFileReader() {}

  /**
   * @param limit the most bytes; less than the largest int
   */
  static byte[] read(Path path, int limit) throws InvalidFileException {
    SourceLocation fileLocation = new SourceLocation.OfName(path.toString());
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new InvalidFileException(fileLocation, "is a directory; expected a file");
      }
      // Reading a pipe or a device could block for ever.
      if (!attributes.isRegularFile()) {
        throw new InvalidFileException(fileLocation, "is not a regular file");
      }
      if (attributes.size() > limit) {
        throw tooLarge(fileLocation, "has %d bytes".formatted(attributes.size()), limit);
      }
      return readAll(path, limit, fileLocation);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  // The size is not reliable: files grow, and the size of those in /proc is 0.
  private static byte[] readAll(Path path, int limit, SourceLocation fileLocation)
      throws IOException, InvalidFileException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw tooLarge(fileLocation, "has more bytes than its size says", limit);
      }
      return bytes;
    }
  }

  /** Reads a stream to its end; problems name it like a file. */
  static byte[] read(String name, InputStream in) throws InvalidFileException {
    SourceLocation fileLocation = new SourceLocation.OfName(name);
    try {
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      if (bytes.length > MAX_SIZE) {
        throw tooLarge(fileLocation, "is longer", MAX_SIZE);
      }
      return bytes;
    } catch (IOException e) {
      throw new InvalidFileException(fileLocation, describe(e));
    }
  }

  /** The error of reading a file, which names it. */
  static InvalidFileException unreadable(Path path, IOException error) {
    return new InvalidFileException(
        new SourceLocation.OfName(path.toString()), describe(error), error);
  }

  private static InvalidFileException tooLarge(
      SourceLocation fileLocation, String what, int limit) {
    return new InvalidFileException(
        fileLocation, "is too large: it %s; at most %d are read".formatted(what, limit));
  }

  private static String describe(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return "cannot be read: " + ErrorText.reason(e);
  }
}
