package dev.rollcall.source.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.PeerId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressReaderTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1:50051, ip-10-0-0-1",
    "10.0.0.1:1, ip-10-0-0-1",
    "[fd00::1]:50051, ip-fd00--1",
    "[fd00:0:0:0:0:0:0:1]:50051, ip-fd00--1",
    "[fe80::1%eth0]:1, ip-fe80--1%eth0",
    "[::ffff:1.2.3.4]:1, ip---ffff-1.2.3.4",
    "[::ffff:1:2:3:4]:1, ip---ffff-1-2-3-4",
  })
  void anIpMakesAnId(String address, String id) {
    assertEquals(Optional.of(new PeerId(id)), AddressReader.idOf(Address.parse(address)));
  }

  @Test
  void aNameMakesNone() {
    assertEquals(Optional.empty(), AddressReader.idOf(Address.parse("node1.local:1")));
  }
}
