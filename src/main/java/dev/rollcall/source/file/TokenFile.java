package dev.rollcall.source.file;

import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.SourceLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/**
 * Reads a file that contains a token and nothing else: one line of visible ASCII, of at most
 * {@value #MAX_SIZE} bytes, with or without a newline. Messages never contain the token.
 */
public final class TokenFile {

  /** The longest token, in bytes. */
  static final int MAX_SIZE = 4_096;

  private static final int MAX_NEWLINE = 2;

  private TokenFile() {}

  /** Reads the file as it is now. Never throws: whatever is wrong is reported as a problem. */
  public static ParseResult<String> read(Path path) {
    try {
      byte[] bytes = BoundedFileReader.read(path, MAX_SIZE + MAX_NEWLINE);
      return new ParseResult.Valid<>(token(path.toString(), bytes));
    } catch (InvalidFileException e) {
      return new ParseResult.Invalid<>(List.of(e.problem()));
    }
  }

  /** Whether every user of this machine may read it; false if that is not known. */
  public static boolean isWorldReadable(Path path) {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Equal for two tokens if and only if they are equal; it does not reveal the token. */
  public static String fingerprint(String token) {
    return PeersFileContent.fingerprint(token.getBytes(StandardCharsets.US_ASCII));
  }

  private static String token(String file, byte[] bytes) throws InvalidFileException {
    int end = endOfToken(bytes);
    if (end == 0) {
      throw new InvalidFileException(
          new SourceLocation.OfName(file), "is empty; expected a token, one line of visible ASCII");
    }
    for (int i = 0; i < end; i++) {
      if (bytes[i] <= ' ' || bytes[i] > '~') {
        throw new InvalidFileException(locationOf(file, bytes, i), describe(bytes[i]));
      }
    }
    if (end > MAX_SIZE) {
      throw new InvalidFileException(
          new SourceLocation.OfName(file),
          "has %d characters; a token has at most %d".formatted(end, MAX_SIZE));
    }
    return new String(bytes, 0, end, StandardCharsets.US_ASCII);
  }

  /** The offset of the token's end: before the newline, if there is one. */
  private static int endOfToken(byte[] bytes) {
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\n') {
      end--;
      if (end > 0 && bytes[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  private static SourceLocation locationOf(String file, byte[] bytes, int at) {
    return Utf8Decoder.locationAfter(file, new String(bytes, 0, at, StandardCharsets.ISO_8859_1));
  }

  private static String describe(byte found) {
    String what =
        switch (found) {
          case '\n', '\r' -> "the line ends here and another follows";
          case ' ', '\t' -> "there is white space";
          default -> "byte 0x%02x is not visible ASCII".formatted(found & 0xff);
        };
    return what + "; expected a token, one line of visible ASCII";
  }
}
