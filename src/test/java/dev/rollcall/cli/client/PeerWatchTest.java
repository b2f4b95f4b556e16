package dev.rollcall.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.peer.Address;
import dev.rollcall.testing.DiscoveryServer;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.TestPeers;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.WatchPeersResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watch itself; what people see of it is WaitAndWatchTest's. */
class PeerWatchTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final DiscoveryServer server = DiscoveryServer.start();
  private final List<String> told = new ArrayList<>();
  private final ServerConnection connection =
      ServerConnection.to(
          Address.parse(server.address()),
          false,
          new ServerSecurity(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));

  @AfterEach
  void close() {
    connection.close();
    server.close();
  }

  private PeerWatch watch(Duration longestSilence) {
    return new PeerWatch(
        connection, PeerFilter.getDefaultInstance(), new Outages(told::add, true), longestSilence);
  }

  @Test
  void afterThePatienceThereIsNoMessage() throws InterruptedException {
    try (PeerWatch watch = watch(SOON)) {
      assertTrue(watch.next(SOON).orElseThrow().getReset());
      assertEquals(Optional.empty(), watch.next(Duration.ofMillis(20)));
      server.put(TestPeers.healthy("node1"));
      assertEquals(1, watch.next(SOON).orElseThrow().getChangedCount());
      assertEquals(1, server.watches().size());
    }
  }

  @Test
  void aServerThatFallsSilentIsAskedAgainFromWhereItWas() throws InterruptedException {
    server.put(TestPeers.healthy("node1"));
    try (PeerWatch watch = watch(Duration.ofMillis(100))) {
      assertTrue(watch.next(SOON).orElseThrow().getReset());
      WatchPeersResponse again = watch.next(SOON).orElseThrow();
      assertEquals(0, again.getChangedCount(), "nothing is sent twice");
      assertEquals("one", server.watches().get(1).getAfter().getEpoch());
      assertEquals(
          List.of(
              "rollcall: %s does not answer; trying again".formatted(server.address()),
              "rollcall: %s answers again".formatted(server.address())),
          told.subList(0, 2));
    }
  }

  @Test
  void whileTheServerIsAwayThePatienceStillEnds() throws InterruptedException {
    try (PeerWatch watch = watch(SOON)) {
      watch.next(SOON);
      server.stopHard();
      Eventually.holds(
          "the patience ends",
          () -> {
            try {
              return watch.next(Duration.ofMillis(300)).isEmpty();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          });
      assertEquals(1, told.size());
    }
  }
}
