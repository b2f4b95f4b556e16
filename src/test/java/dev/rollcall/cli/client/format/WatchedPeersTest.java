package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.WatchPeersResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedPeersTest {

  private static final Peer ONE = TestPeers.healthy("node1");
  private static final Peer TWO = TestPeers.healthy("node2");
  private static final Peer TWO_DOWN = TestPeers.refusing("node2");
  private static final Peer THREE = TestPeers.healthy("node3");

  private final WatchedPeers peers = new WatchedPeers();

  private List<String> take(WatchPeersResponse.Builder message) {
    return peers.apply(message.build()).stream().map(WatchedPeersTest::text).toList();
  }

  private static String text(WatchedPeers.PeerChange change) {
    String before = change.before().map(peer -> peer.getHealth().getStatus().name()).orElse("-");
    String now = change.after().map(peer -> peer.getHealth().getStatus().name()).orElse("-");
    return "%s %s>%s%s"
        .formatted(change.id(), before, now, change.isRelisted() ? " relisted" : "")
        .replace("STATUS_", "");
  }

  private static WatchPeersResponse.Builder reset(Peer... peers) {
    return changed(peers).setReset(true);
  }

  private static WatchPeersResponse.Builder changed(Peer... peers) {
    return WatchPeersResponse.newBuilder().addAllChanged(List.of(peers));
  }

  @Test
  void theFirstMessageAddsAllPeers() {
    assertFalse(peers.isComplete());
    assertEquals(List.of("node1 ->HEALTHY", "node2 ->UNHEALTHY"), take(reset(TWO_DOWN, ONE)));
    assertTrue(peers.isComplete());
    assertEquals(List.of(ONE, TWO_DOWN), List.copyOf(peers.all()));
  }

  @Test
  void aListWithoutPeersIsCompleteToo() {
    assertEquals(List.of(), take(reset()));
    assertTrue(peers.isComplete());
  }

  @Test
  void laterMessagesAreChanges() {
    take(reset(ONE, TWO));
    assertEquals(List.of("node2 HEALTHY>UNHEALTHY"), take(changed(TWO_DOWN)));
    assertEquals(
        List.of("node1 HEALTHY>-", "node3 ->HEALTHY"), take(changed(THREE).addRemoved("node1")));
    assertEquals(List.of(TWO_DOWN, THREE), List.copyOf(peers.all()));
  }

  @Test
  void aRepetitionIsNotAChange() {
    take(reset(ONE, TWO_DOWN));
    assertEquals(List.of(), take(changed(ONE, TWO_DOWN)));
    assertEquals(List.of(), take(changed()));
    assertEquals(List.of(), take(changed().addRemoved("node9")));
  }

  @Test
  void afterARestartOnlyTheDifferencesArePrinted() {
    take(reset(ONE, TWO, THREE));
    assertEquals(List.of("node2 HEALTHY>UNHEALTHY", "node3 HEALTHY>-"), take(reset(ONE, TWO_DOWN)));
  }

  @Test
  void timesAndCountsAreNoDifference() {
    take(reset(ONE));
    Peer.Builder later = TestPeers.since(ONE, Instant.EPOCH.plusSeconds(9)).toBuilder();
    later
        .getHealthBuilder()
        .setRoundTripTime(Duration.newBuilder().setNanos(7))
        .setConsecutiveSuccesses(99)
        .setDetail("said in passing");
    assertEquals(List.of(), take(reset(later.build())));
    assertEquals(List.of(later.build()), List.copyOf(peers.all()), "the newest is held");
  }

  @Test
  void aNewEntryIsADifferenceThoughTheHealthIsTheSame() {
    take(reset(ONE));
    assertEquals(
        List.of("node1 HEALTHY>HEALTHY relisted"),
        take(changed(TestPeers.at(ONE, "10.9.9.9:50051"))));
  }

  @Test
  void flappingIsADifference() {
    take(reset(ONE));
    Peer.Builder flapping = ONE.toBuilder();
    flapping.getHealthBuilder().setFlapping(true);
    assertEquals(List.of("node1 HEALTHY>HEALTHY"), take(changed(flapping.build())));
  }

  @Test
  void theObserverIsThatOfTheLastMessage() {
    Observer isolated = Observer.newBuilder().setIsolated(true).build();
    take(reset().setObserver(isolated));
    assertEquals(isolated, peers.observer());
    take(changed());
    assertEquals(Observer.getDefaultInstance(), peers.observer());
  }
}
