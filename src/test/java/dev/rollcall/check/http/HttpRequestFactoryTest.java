package dev.rollcall.check.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestFactoryTest {

  @ParameterizedTest
  @CsvSource({
    "node1:8080, 80, node1:8080",
    "node1:80, 80, node1",
    "node1:80, 443, node1:80",
    "10.0.0.1:443, 443, 10.0.0.1",
    "'[fd00::1]:8080', 80, '[fd00::1]:8080'",
    "'[fd00::1]:80', 80, '[fd00::1]'",
    "'[fe80::1%eth0]:8080', 80, '[fe80::1]:8080'",
    "'[fe80::1%eth0]:80', 80, '[fe80::1]'"
  })
  void theHostIsTheAuthorityAsItIsWrittenInAUrl(String address, int defaultPort, String host) {
    assertEquals(host, HttpRequestFactory.host(Address.parse(address), defaultPort));
  }
}
