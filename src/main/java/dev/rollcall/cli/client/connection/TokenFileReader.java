package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.tls.PemFileReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads the token that is sent with each call.
 *
 * @param file contains the token
 * @param origin the option or variable that names the file, for messages
 */
record TokenFileReader(Path file, String origin) {

  /** The environment variable that names the file if the option does not. */
  static final String VARIABLE = "ROLLCALL_TOKEN_FILE";

  private static final PemFileReader FILE_READER = new PemFileReader(ExitCode.USAGE);

  static TokenFileReader ofVariable(String value) {
    return new TokenFileReader(Path.of(value), VARIABLE);
  }

  /**
   * The token, without surrounding white space.
   *
   * @throws CommandFailedException if the file cannot be read, or has no token
   */
  String token() {
    String token =
        new String(FILE_READER.readBytes(origin, file), StandardCharsets.ISO_8859_1).strip();
    if (token.isEmpty()
        || !token.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
      throw new CommandFailedException(
          "%s: %s contains no valid token; expected one line of printable ASCII"
              .formatted(origin, file),
          ExitCode.USAGE);
    }
    return token;
  }
}
