package dev.rollcall.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
