package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Link;
import dev.rollcall.v1.Node;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.RosterState;
import dev.rollcall.v1.Status;
import dev.rollcall.v1.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyPictureTest {

  private static final Peer SELF =
      TestPeers.with(
          TestPeers.of("me", Status.STATUS_UNSPECIFIED),
          Capabilities.newBuilder().setMemoryGb(8).setChip("M2"));

  private static TerminalCapabilities screen(int columns, int rows) {
    return new TerminalCapabilities(true, columns, rows, false, true);
  }

  private static Topology topology(Peer self, Peer... peers) {
    Topology.Builder topology =
        Topology.newBuilder()
            .setObserver(
                Observer.newBuilder()
                    .setRoster(RosterState.newBuilder().setSource("file:peers.yaml")))
            .addNodes(Node.newBuilder().setSelf(true).setPeer(self));
    for (Peer peer : peers) {
      topology.addNodes(Node.newBuilder().setPeer(peer));
      topology.addLinks(link(self.getId(), peer, 1_500_000));
    }
    return topology.build();
  }

  private static Link link(String from, Peer to, int nanos) {
    return Link.newBuilder()
        .setFrom(from)
        .setTo(to.getId())
        .setStatus(to.getHealth().getStatus())
        .setRoundTripTime(Duration.newBuilder().setNanos(nanos))
        .build();
  }

  @Test
  void theNodeAndItsPeers() {
    assertEquals(
        """
        1 of 2 peers answer; list: file:peers.yaml
        ◉ me (this node)  10.0.0.1:50051  8 GB, M2
        ├─ ● node1  1.5ms  10.0.0.1:50051  1 GPU
        ├─ ✗ node2         10.0.0.2:50051         unhealthy refused
        └─ ■ node3         10.0.0.3:50051         maintenance
        """,
        new TopologyPicture(TerminalCapabilities.NONE)
            .render(
                topology(
                    SELF,
                    TestPeers.with(
                        TestPeers.healthy("node1"), Capabilities.newBuilder().setGpuCount(1)),
                    TestPeers.refusing("node2"),
                    TestPeers.of("node3", Status.STATUS_MAINTENANCE))));
  }

  @Test
  void aNodeThatIsNotListed() {
    assertEquals(
        """
        1 of 1 peers answer; list: file:peers.yaml
        @ this node, which is not in the list
        `- + node1  1.5ms  10.0.0.1:50051
        """,
        new TopologyPicture(new TerminalCapabilities(true, 80, 24, false, false))
            .render(topology(Peer.getDefaultInstance(), TestPeers.healthy("node1"))));
  }

  @Test
  void aNodeWithoutPeers() {
    assertEquals(
        "0 of 0 peers answer; list: file:peers.yaml\n◉ me (this node)  10.0.0.1:50051  8 GB, M2\n",
        new TopologyPicture(TerminalCapabilities.NONE).render(topology(SELF)));
  }

  @Test
  void whatOthersSeeOfEachOtherIsNotTakenForWhatThisOneSees() {
    Peer one = TestPeers.healthy("node1");
    Topology topology =
        topology(SELF, one).toBuilder().addLinks(link("node2", one, 900_000_000)).build();
    String text = new TopologyPicture(TerminalCapabilities.NONE).render(topology);
    assertTrue(text.contains("1.5ms"), text);
  }

  private static Peer[] peers(int count, int firstDown, int lastDown) {
    Peer[] peers = new Peer[count];
    for (int i = 0; i < count; i++) {
      String id = "peer%02d".formatted(i);
      peers[i] = i >= firstDown && i <= lastDown ? TestPeers.refusing(id) : TestPeers.healthy(id);
    }
    return peers;
  }

  @ParameterizedTest(name = "{0} rows, {1} of them taken")
  @CsvSource({"24, 0", "24, 3", "10, 0", "6, 1", "5, 0"})
  void aLowScreenIsNotExceeded(int rows, int taken) {
    Topology topology = topology(SELF, peers(40, 30, 31));
    List<String> lines =
        new TopologyPicture(screen(80, rows)).renderFitting(topology, taken).lines().toList();
    // The cursor stands on a line of its own.
    assertEquals(rows - 1 - taken, lines.size());
    assertTrue(lines.get(2).contains("✗ peer30"), "the worst come first: " + lines.get(2));
    assertTrue(lines.get(lines.size() - 1).matches("└─ and \\d+ more( that answer)?"));
  }

  @Test
  void whatFitsIsInItsOrder() {
    Topology topology = topology(SELF, peers(20, 19, 19));
    String text = new TopologyPicture(screen(80, 24)).renderFitting(topology, 0);
    assertEquals(new TopologyPicture(screen(80, 24)).render(topology), text);
    assertEquals(22, text.lines().count());
  }

  @Test
  void itIsNotSaidOfThoseThatDoNotAnswerThatTheyDo() {
    TopologyPicture picture = new TopologyPicture(screen(80, 10));
    String many = picture.renderFitting(topology(SELF, peers(40, 0, 20)), 0);
    assertTrue(many.endsWith("└─ and 34 more\n"), many);
    String few = picture.renderFitting(topology(SELF, peers(40, 0, 2)), 0);
    assertTrue(few.endsWith("└─ and 34 more that answer\n"), few);
  }

  @ParameterizedTest(name = "{0} columns")
  @ValueSource(ints = {20, 40, 60})
  void aNarrowScreenIsNotExceeded(int columns) {
    Peer longOne =
        TestPeers.at(TestPeers.refusing("a-node-with-a-name-that-goes-on"), "[2001:db8::1]:50051");
    String text =
        new TopologyPicture(screen(columns, 24))
            .render(topology(SELF, longOne, TestPeers.healthy("b1")));
    text.lines().forEach(line -> assertTrue(line.length() <= columns, line));
  }

  @Test
  void nothingOfTheirsSteersTheTerminal() {
    Topology.Builder bad =
        topology(SELF.toBuilder().setId("me\u001b[2J").build(), TestPeers.healthy("x\u0007"))
            .toBuilder();
    bad.getObserverBuilder().getRosterBuilder().setSource("file:a\nb");
    String text = new TopologyPicture(TerminalCapabilities.NONE).render(bad.build());
    assertTrue(
        text.chars().noneMatch(letter -> Character.isISOControl(letter) && letter != '\n'), text);
    assertEquals(3, text.lines().count());
  }
}
