package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.source.document.ParseResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {

  private static final String LONGEST = "x".repeat(TokenFile.MAX_SIZE);
  private static final String EXPECTED = "; expected a token, one line of visible ASCII";

  private final Path file;

  TokenFileTest(@TempDir Path directory) {
    file = directory.resolve("token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void aTokenMayEndWithANewline(String end) throws IOException {
    for (String token : new String[] {"x", "!~", "s3cret/+=", LONGEST}) {
      Files.writeString(file, token + end);
      assertEquals(new ParseResult.Valid<>(token), TokenFile.read(file));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | \": is empty\"",
        "\\n | \": is empty\"",
        "\\r\\n | \": is empty\"",
        "\\n\\n | :1:1: the line ends here and another follows",
        "a b | :1:2: there is white space",
        "ab\\t | :1:3: there is white space",
        "ab\\ncd | :1:3: the line ends here and another follows",
        "ab\\rcd | :1:3: the line ends here and another follows",
        "a\u00e9 | :1:2: byte 0xc3 is not visible ASCII",
        "a\\0 | :1:2: byte 0x00 is not visible ASCII",
        "\ufeffa | :1:1: byte 0xef is not visible ASCII",
      })
  void anythingElseIsReportedWithItsLocationAndNotQuoted(String content, String expected)
      throws IOException {
    String text =
        content.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t").replace("\\0", "\0");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    assertEquals(file + expected + EXPECTED, problem());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1_000_000})
  void aTokenThatIsTooLongIsRefused(int more) throws IOException {
    Files.writeString(file, LONGEST + "x".repeat(more));
    assertTrue(problem().contains("at most"), problem());
    assertFalse(problem().contains("xxx"), problem());
  }

  @Test
  void whatIsNoFileIsRefused() throws IOException {
    assertEquals(file + ": there is no such file", problem());
    Files.createDirectory(file);
    assertEquals(file + ": is a directory; expected a file", problem());
  }

  @Test
  void whoMayReadItIsKnown() throws IOException {
    Files.writeString(file, "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertFalse(TokenFile.isWorldReadable(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(TokenFile.isWorldReadable(file));
  }

  @Test
  void aFingerprintTellsTokensApart() {
    assertEquals(TokenFile.fingerprint("a"), TokenFile.fingerprint("a"));
    assertNotEquals(TokenFile.fingerprint("a"), TokenFile.fingerprint("b"));
  }

  private String problem() {
    return ((ParseResult.Invalid<String>) TokenFile.read(file)).problems().get(0).toString();
  }
}
