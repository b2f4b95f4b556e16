package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.peer.CheckFixture;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemResolverTest {

  @Test
  void aNameOfThisMachineIsFound() {
    try (SystemResolver resolver = new SystemResolver(2)) {
      List<InetAddress> found = resolver.resolve("localhost").await().atMost(CheckFixture.AMPLE);
      assertTrue(found.stream().allMatch(InetAddress::isLoopbackAddress), found.toString());
    }
  }

  @Test
  void anIpAddressNeedsNoLookup() {
    SystemResolver closed = new SystemResolver(1);
    closed.close();
    assertEquals(1, closed.resolve("127.0.0.1").await().atMost(CheckFixture.AMPLE).size());
    assertEquals(1, closed.resolve("::1").await().atMost(CheckFixture.AMPLE).size());
  }

  @Test
  void afterItsEndALookupFails() {
    SystemResolver closed = new SystemResolver(1);
    closed.close();
    assertThrows(
        RuntimeException.class,
        () -> closed.resolve("localhost").await().atMost(CheckFixture.AMPLE));
  }
}
