package dev.rollcall.check.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.Address;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcConnectionFactoryTest {

  @ParameterizedTest
  @CsvSource({
    "node1:50051, node1:50051",
    "10.0.0.1:50051, 10.0.0.1:50051",
    "[fd00::1]:50051, [fd00::1]:50051",
    "[fe80::1%eth0]:50051, [fe80::1]:50051"
  })
  void thePeerIsCalledByItsAddressWithoutAZone(String address, String authority) {
    assertEquals(
        authority, GrpcConnectionFactory.authority(Address.parse(address), Optional.empty()));
  }

  @Test
  void aPeerThatBearsAnotherNameIsCalledByThat() {
    assertEquals(
        "node1.cluster:50051",
        GrpcConnectionFactory.authority(
            Address.parse("10.0.0.1:50051"), Optional.of("node1.cluster")));
  }
}
