package dev.rollcall.source.file;

import dev.rollcall.source.document.SourceLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The bytes of a file, never more than a set number of them. */
final class BoundedFileReader {

  /** The largest file, in bytes: 16 MiB. */
  static final int MAX_SIZE = 16 << 20;

  private BoundedFileReader() {}

  /**
   * @param limit so many bytes at most, less than the largest int
   */
  static byte[] read(Path path, int limit) throws InvalidFileException {
    SourceLocation whole = new SourceLocation.OfName(path.toString());
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new InvalidFileException(whole, "is a directory; expected a file");
      }
      // A pipe or a device could keep its reader waiting for ever.
      if (!attributes.isRegularFile()) {
        throw new InvalidFileException(whole, "is not a regular file");
      }
      if (attributes.size() > limit) {
        throw tooLarge(whole, "has %d bytes".formatted(attributes.size()), limit);
      }
      return readAll(path, limit, whole);
    } catch (IOException e) {
      throw new InvalidFileException(whole, describe(e));
    }
  }

  // The size is not to be relied on: files grow, and those of /proc say 0.
  private static byte[] readAll(Path path, int limit, SourceLocation whole)
      throws IOException, InvalidFileException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw tooLarge(whole, "has more bytes than it says", limit);
      }
      return bytes;
    }
  }

  /** All that comes in; it is named like a file. */
  static byte[] read(String name, InputStream in) throws InvalidFileException {
    SourceLocation whole = new SourceLocation.OfName(name);
    try {
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      if (bytes.length > MAX_SIZE) {
        throw tooLarge(whole, "goes on", MAX_SIZE);
      }
      return bytes;
    } catch (IOException e) {
      throw new InvalidFileException(whole, describe(e));
    }
  }

  private static InvalidFileException tooLarge(SourceLocation whole, String what, int limit) {
    return new InvalidFileException(
        whole, "is too big: it %s; at most %d are read".formatted(what, limit));
  }

  private static String describe(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "cannot be read: permission denied";
    }
    Optional<String> reason =
        e instanceof FileSystemException system
            ? Optional.ofNullable(system.getReason())
            : Optional.ofNullable(e.getMessage());
    return "cannot be read: " + reason.orElseGet(() -> e.getClass().getSimpleName());
  }
}
