package dev.rollcall.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {

  @ParameterizedTest(name = "{0} - {1}")
  @CsvSource({"a,b", "b,a"})
  void theEndsAreKeptInOrder(String one, String other) {
    Link link = new Link(new PeerId(one), new PeerId(other));

    assertEquals(new PeerId("a"), link.a());
    assertEquals(new PeerId("b"), link.b());
  }

  @Test
  void aLinkHasNoDirection() {
    Link link = new Link(new PeerId("a"), new PeerId("b"));

    Link back = new Link(new PeerId("b"), new PeerId("a"));

    assertEquals(link, back);
    assertEquals(link.hashCode(), back.hashCode());
  }

  @Test
  void aLinkToItselfIsRefused() {
    PeerId a = new PeerId("a");

    Exception error =
        assertThrows(IllegalArgumentException.class, () -> new Link(a, new PeerId("a")));

    assertEquals("'a' is linked to itself", error.getMessage());
  }

  @ParameterizedTest(name = "{0} is an end: {1}")
  @CsvSource({"a,true", "b,true", "c,false", "A,false"})
  void aLinkJoinsItsEndsAlone(String id, boolean joined) {
    Link link = new Link(new PeerId("b"), new PeerId("a"));

    assertEquals(joined, link.connects(new PeerId(id)));
  }
}
