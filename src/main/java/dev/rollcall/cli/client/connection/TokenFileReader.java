package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.tls.PemFileReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The file with the token that goes with each call.
 *
 * @param place where the user named it: the option, or the variable
 */
record TokenFileReader(Path file, String origin) {

  /** The variable that names it where the option does not. */
  static final String VARIABLE = "ROLLCALL_TOKEN_FILE";

  private static final PemFileReader FILE_READER = new PemFileReader(ExitCode.USAGE);

  static TokenFileReader ofVariable(String value) {
    return new TokenFileReader(Path.of(value), VARIABLE);
  }

  /**
   * The token, without the blanks around it.
   *
   * @throws CommandFailedException if there is none
   */
  String token() {
    String text =
        new String(FILE_READER.readBytes(origin, file), StandardCharsets.ISO_8859_1).strip();
    if (text.isEmpty() || !text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
      throw new CommandFailedException(
          "%s: %s holds no token; expected one line of printable ASCII".formatted(origin, file),
          ExitCode.USAGE);
    }
    return text;
  }
}
