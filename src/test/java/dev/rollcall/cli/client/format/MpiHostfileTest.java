package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MpiHostfileTest {

  static Peer peer(String address, int gpus) {
    return Peer.newBuilder()
        .setId(address)
        .setAddress(address)
        .setCapabilities(Capabilities.newBuilder().setGpuCount(gpus))
        .build();
  }

  @Test
  void aHostIsOneLineWithTheSlotsOfAllItsPeers() {
    assertEquals(
        List.of("b slots=4", "a", "c slots=3", "d slots=3"),
        MpiHostfile.lines(
            List.of(
                peer("b:1", 2),
                peer("a:1", 0),
                peer("c:1", 0),
                peer("b:2", 2),
                peer("d:1", 2),
                peer("c:2", 0),
                peer("d:2", 0),
                peer("c:3", 0))));
  }

  @Test
  void noPeersAreNoLines() {
    assertEquals(List.of(), MpiHostfile.lines(List.of()));
  }
}
