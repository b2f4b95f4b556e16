package dev.rollcall.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeerTest {

  private static final CheckSettings DEFAULTS = CheckSettings.DEFAULTS;
  private static final Peer NODE = Peer.at("node", "10.0.0.1:80", DEFAULTS);

  @Test
  void nothingMoreIsKnownOfAPeerAtAnAddress() {
    Peer expected =
        new Peer(
            new PeerId("node"),
            new Address("10.0.0.1", 80),
            Capabilities.UNKNOWN,
            new TreeMap<>(),
            DEFAULTS,
            false);

    assertEquals(expected, NODE);
  }

  @Test
  void theLabelsAreSortedByName() {
    Map<String, String> labels = Map.of("site", "x", "rack", "7", "A", "", "row", "2");

    Peer peer = labelled(new TreeMap<>(labels));

    assertEquals(List.of("A", "rack", "row", "site"), List.copyOf(peer.labels().keySet()));
  }

  @Test
  void theMapThatTheLabelsCameFromMayChangeLater() {
    SortedMap<String, String> labels = new TreeMap<>(Map.of("site", "x"));
    Peer peer = labelled(labels);

    labels.put("site", "y");

    assertEquals(Map.of("site", "x"), peer.labels());
    assertThrows(UnsupportedOperationException.class, () -> peer.labels().put("a", "b"));
  }

  static Stream<Arguments> others() {
    CheckSettings tcp =
        new CheckSettings(
            new CheckKind.Tcp(),
            DEFAULTS.interval(),
            DEFAULTS.timeout(),
            DEFAULTS.confirmInterval(),
            DEFAULTS.downInterval(),
            DEFAULTS.fall(),
            DEFAULTS.rise(),
            DEFAULTS.jitter());
    Capabilities gpu =
        new Capabilities(
            OptionalDouble.of(16),
            Optional.of(true),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Stream.of(
        arguments("the same", Peer.at("node", "10.0.0.1:80", DEFAULTS), true),
        arguments("other labels", labelled(new TreeMap<>(Map.of("site", "x"))), true),
        arguments(
            "other capabilities",
            new Peer(NODE.id(), NODE.address(), gpu, NODE.labels(), DEFAULTS, false),
            true),
        arguments("another id", Peer.at("other", "10.0.0.1:80", DEFAULTS), false),
        arguments("another host", Peer.at("node", "10.0.0.2:80", DEFAULTS), false),
        arguments("another port", Peer.at("node", "10.0.0.1:81", DEFAULTS), false),
        arguments("another check", Peer.at("node", "10.0.0.1:80", tcp), false),
        arguments(
            "maintenance",
            new Peer(NODE.id(), NODE.address(), NODE.capabilities(), NODE.labels(), DEFAULTS, true),
            false));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("others")
  void whatWasFoundHoldsAsLongAsTheChecksWouldBeTheSame(
      String difference, Peer other, boolean same) {
    assertEquals(same, NODE.hasSameCheckAs(other), difference);
    assertEquals(same, other.hasSameCheckAs(NODE), difference);
  }

  private static Peer labelled(SortedMap<String, String> labels) {
    return new Peer(
        NODE.id(), NODE.address(), NODE.capabilities(), labels, NODE.check(), NODE.maintenance());
  }
}
