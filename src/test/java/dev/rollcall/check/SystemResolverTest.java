package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.peer.CheckFixture;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node: Name or service not known",
        "node: No address associated with hostname",
        "node: Name does not resolve",
        "node: nodename nor servname provided, or not known",
        "node",
      })
  void aNameWithoutAddressIsThat(String message) {
    UnknownHostException error = new UnknownHostException(message);
    assertSame(error, SystemResolver.failure(error));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Temporary failure in name resolution",
        "Non-recoverable failure in name resolution",
        "System error",
        "Try again",
        "Unbekannter Fehler",
      })
  void aLookupThatCannotBeMadeIsAnother(String fault) {
    UnknownHostException error = SystemResolver.failure(new UnknownHostException("node: " + fault));
    assertEquals(fault, assertInstanceOf(LookupUnavailableException.class, error).fault());
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
