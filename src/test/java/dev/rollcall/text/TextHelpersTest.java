package dev.rollcall.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextHelpersTest {

  private enum Word {
    NOT_SERVING
  }

  @ParameterizedTest
  @CsvSource({"0,0 peers", "1,1 peer", "2,2 peers"})
  void plurals(long count, String expected) {
    assertEquals(expected, Plural.of(count, "peer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"1;a and 2 more", "2;a, b and 1 more", "3;a, b, c", "4;a, b, c"})
  void listsAreAbbreviated(int most, String expected) {
    assertEquals(expected, AbbreviatedList.of(List.of("a", "b", "c"), most));
  }

  @Test
  void namesOfEnums() {
    assertEquals("not_serving", EnumNames.lowerCase(Word.NOT_SERVING));
    assertEquals("not serving", EnumNames.spaced(Word.NOT_SERVING));
  }

  /** The example of FIPS 180-4. */
  @Test
  void digests() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Sha256.hex("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
  }

  @Test
  void causesThatFormACircleEnd() {
    IOException outer = new IOException("outer");
    IOException inner = new IOException("inner", outer);
    outer.initCause(inner);
    assertEquals("outer: inner", ErrorText.format(outer));
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        arguments(new NoSuchFileException("/a"), "there is no such file: /a"),
        arguments(new AccessDeniedException("/a"), "permission denied: /a"),
        arguments(new FileSystemException("/a", null, "Is a directory"), "Is a directory: /a"),
        arguments(new NotDirectoryException("/a"), "not directory: /a"),
        arguments(new ClosedChannelException(), "closed channel"),
        arguments(new IOException(), "io"),
        arguments(new IOException(new TimeoutException()), "timeout"),
        arguments(new IOException(new TimeoutException("too slow")), "too slow"),
        arguments(new IllegalStateException("two\nlines"), "two lines"),
        arguments(
            new IOException("java.security.InvalidKeyException: bad key, java.io.IOException: b"),
            "bad key, b"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("errors")
  void anErrorIsDescribedWithoutTheNameOfAClass(Throwable error, String expected) {
    assertEquals(expected, ErrorText.format(error));
  }
}
