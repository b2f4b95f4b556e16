package dev.rollcall.cli.client.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.cli.tls.TlsArguments;
import dev.rollcall.peer.Address;
import dev.rollcall.testing.network.FakeDiscoveryServer;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.WatchPeersResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watch itself; what people see of it is WaitAndWatchTest's. */
class ResumingPeerWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FakeDiscoveryServer server = FakeDiscoveryServer.start();
  private final List<String> printed = new ArrayList<>();
  private final ServerConnection connection =
      ServerConnection.to(
          Address.parse(server.address()),
          false,
          new ServerSecurity(TlsArguments.NONE, Optional.empty()));

  @AfterEach
  void close() {
    connection.close();
    server.close();
  }

  private ResumingPeerWatch watch(Duration longestSilence) {
    return new ResumingPeerWatch(
        connection,
        PeerFilter.getDefaultInstance(),
        new ReconnectPolicy(printed::add, true),
        longestSilence);
  }

  @Test
  void afterThePatienceThereIsNoMessage() throws InterruptedException {
    try (ResumingPeerWatch watch = watch(PATIENCE)) {
      assertTrue(watch.next(PATIENCE).orElseThrow().getReset());
      assertEquals(Optional.empty(), watch.next(Duration.ofMillis(20)));
      server.put(TestPeers.healthy("node1"));
      assertEquals(1, watch.next(PATIENCE).orElseThrow().getChangedCount());
      assertEquals(1, server.watches().size());
    }
  }

  @Test
  void aServerThatFallsSilentIsAskedAgainFromWhereItWas() throws InterruptedException {
    server.put(TestPeers.healthy("node1"));
    try (ResumingPeerWatch watch = watch(Duration.ofMillis(100))) {
      assertTrue(watch.next(PATIENCE).orElseThrow().getReset());
      WatchPeersResponse again = watch.next(PATIENCE).orElseThrow();
      assertEquals(0, again.getChangedCount(), "nothing is sent twice");
      assertEquals("one", server.watches().get(server.watches().size() - 1).getAfter().getEpoch());
      assertEquals(
          List.of(
              "rollcall: %s does not answer; trying again".formatted(server.address()),
              "rollcall: %s answers again".formatted(server.address())),
          printed.subList(0, 2));
    }
  }

  @Test
  void whileTheServerIsAwayThePatienceStillEnds() throws InterruptedException {
    try (ResumingPeerWatch watch = watch(PATIENCE)) {
      watch.next(PATIENCE);
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
      assertEquals(1, printed.size());
    }
  }
}
