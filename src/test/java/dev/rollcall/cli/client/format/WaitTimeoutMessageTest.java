package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.cli.client.connection.ServerDescription;
import dev.rollcall.peer.Address;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitTimeoutMessageTest {

  private static final ServerDescription SERVER =
      new ServerDescription(Address.parse("127.0.0.1:7655"), false, false);

  private static String text(int needed, List<Peer> matching, List<Peer> missing) {
    return WaitTimeoutMessage.of(
        Optional.of(new WaitCondition.Progress(needed, matching, missing)),
        Duration.ofMillis(1500),
        SERVER);
  }

  @Test
  void whoIsMissingIsNamedWithTheReason() {
    assertEquals(
        """
        1 of 3 peers after 1.5s; missing:
          node2 (10.0.0.2:50051) is unhealthy: nothing listens at 10.0.0.2:50051 (connection refused)
          node3 (10.0.0.3:50051) is unknown"""
            .stripIndent(),
        text(
            3,
            List.of(TestPeers.healthy("node1")),
            List.of(TestPeers.refusing("node2"), TestPeers.of("node3", Status.STATUS_UNKNOWN))));
  }

  @Test
  void whereAllAnswerThereAreJustNotEnough() {
    assertEquals(
        "1 of 3 peers after 1.5s; no other listed peer matches",
        text(3, List.of(TestPeers.healthy("node1")), List.of()));
  }

  @Test
  void notMoreAreNamedThanPeopleRead() {
    List<Peer> many = IntStream.range(0, 23).mapToObj(i -> TestPeers.refusing("peer" + i)).toList();
    List<String> lines = text(23, List.of(), many).lines().toList();
    assertEquals(22, lines.size());
    assertEquals("  and 3 more", lines.get(21));
    assertEquals(21, text(20, List.of(), many.subList(0, 20)).lines().count());
  }

  @Test
  void whereNobodyAnsweredItIsSaidWho() {
    assertEquals(
        "127.0.0.1:7655 did not answer within 2s",
        WaitTimeoutMessage.of(Optional.empty(), Duration.ofSeconds(2), SERVER));
  }

  @Test
  void nothingOfTheirsSteersTheTerminal() {
    Peer.Builder bad = TestPeers.refusing("node2").toBuilder();
    bad.getHealthBuilder().setDetail("\u001b[2J");
    assertEquals(
        "0 of 1 peers after 1.5s; missing:\n  node2 (10.0.0.2:50051) is unhealthy: \\u001b[2J",
        text(1, List.of(), List.of(bad.build())));
  }
}
