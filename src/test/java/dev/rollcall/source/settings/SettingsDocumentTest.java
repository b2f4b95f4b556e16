package dev.rollcall.source.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Link;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.roster.RosterReader;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsDocumentTest {

  private static final Map<String, String> TWO =
      Map.of(
          "rollcall.peers[0].id", "node1",
          "rollcall.peers[0].address", "10.0.0.1:50051",
          "rollcall.peers[1].id", "node2",
          "rollcall.peers[1].address", "10.0.0.2:50051");

  @Test
  void everySettingOfAPeerIsRead() {
    Roster roster =
        accepted(
            with(
                "rollcall.peers[0].capabilities.memory-gb", "16",
                "rollcall.peers[0].capabilities.gpu", "true",
                "rollcall.peers[0].labels.site", "factory-a",
                "rollcall.peers[0].labels.\"my.key\"", "1",
                "rollcall.peers[0].labels.other.key-x", "2",
                "rollcall.peers[0].check.confirm-interval", "250ms",
                "rollcall.peers[0].check.type", "tcp",
                "rollcall.peers[0].maintenance", "true"));

    Peer peer = roster.members().get(0);
    assertEquals(OptionalDouble.of(16), peer.capabilities().memoryGb());
    assertEquals(Optional.of(true), peer.capabilities().gpu());
    assertEquals(Map.of("site", "factory-a", "my.key", "1", "other.key-x", "2"), peer.labels());
    assertEquals(Duration.ofMillis(250), peer.check().confirmInterval());
    assertEquals(new CheckKind.Tcp(), peer.check().kind());
    assertEquals(true, peer.maintenance());
  }

  @Test
  void aLinkIsTwoPropertiesOrOneWithAComma() {
    Optional<Set<Link>> expected =
        Optional.of(Set.of(new Link(new PeerId("node1"), new PeerId("node2"))));

    assertEquals(expected, accepted(with("rollcall.links[0]", "node1, node2")).links());
    assertEquals(expected, accepted(with("rollcall.links[0]", "node1, node2, ")).links());
    assertEquals(
        expected,
        accepted(with("rollcall.links[0][0]", "node1", "rollcall.links[0][1]", "node2")).links());
  }

  @Test
  void otherPropertiesAreLeftAlone() {
    assertEquals(
        accepted(TWO),
        accepted(
            with(
                "rollcall.peers-file", "x",
                "rollcall.check.type", "tcp",
                "quarkus.http.port", "1",
                "rollcall.", "x",
                "rollcall", "x")));
  }

  @Test
  void tenComesAfterNine() {
    Map<String, String> properties = new TreeMap<>();
    for (int i = 0; i < 11; i++) {
      properties.put("rollcall.peers[" + i + "].address", "10.0.0." + i + ":1");
    }

    assertEquals(11, accepted(properties).members().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rollcall.peers[0].capabilities.memory-bg | 1 | rollcall.peers[0].capabilities.memory-bg: unknown key 'memory-bg'; did you mean 'memory-gb'?",
        "rollcall.peers[0].check.confirm-interval | soon | rollcall.peers[0].check.confirm-interval: expected a duration such as 500ms, 30s, 5m, 1h or PT30S, found 'soon'",
        "rollcall.peers[0].check.tls.server-name | a_b | rollcall.peers[0].check.tls.server-name: 'a_b' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
        "rollcall.peers[0].check.metadata.grpc-x | secret | rollcall.peers[0].check.metadata.grpc-x: 'grpc-x' is reserved for gRPC itself",
        "rollcall.peers[0].check.watch-limit | 1 | rollcall.peers[0].check.watch-limit: unknown key 'watch-limit'; it is a setting of the node: rollcall.check.watch-limit",
        "rollcall.peers[0].capabilities | 1 | rollcall.peers[0].capabilities: expected a mapping with memory-gb, gpu, gpu-count, gpu-memory-gb, model, chip, flops, found text '1'",
        "rollcall.peers[0].capabilities.memory-gb | '' | rollcall.peers[0].capabilities.memory-gb: has no value",
        "rollcall.peers[2].address | 10.0.0.1:50051 | rollcall.peers[2].address: address 10.0.0.1:50051 is already used at rollcall.peers[0].address",
        "rollcall.peers[2].id | x | rollcall.peers[2]: 'address' is missing; expected host:port, such as 192.168.1.10:50051",
        "rollcall.peers[3].address | 10.0.0.9:1 | rollcall.peers[3]: rollcall.peers[2] is missing before it; a list has no gaps",
        "rollcall.peers[999999999].address | 10.0.0.9:1 | rollcall.peers[999999999]: rollcall.peers[2] is missing before it; a list has no gaps",
        "rollcall.peers[x].id | a | rollcall.peers[x].id: malformed name; expected one such as rollcall.peers[0].capabilities.memory-gb",
        "rollcall.peers[-1].id | a | rollcall.peers[-1].id: malformed name; expected one such as rollcall.peers[0].capabilities.memory-gb",
        "rollcall.peers[9999999999].id | a | rollcall.peers[9999999999].id: malformed name; expected one such as rollcall.peers[0].capabilities.memory-gb",
        "rollcall.peers[0 | a | rollcall.peers[0: malformed name; expected one such as rollcall.peers[0].capabilities.memory-gb",
        "rollcall.peers[0]id | a | rollcall.peers[0]id: malformed name; expected one such as rollcall.peers[0].capabilities.memory-gb",
        "rollcall.peers[0]..id | a | rollcall.peers[0]..id: malformed name; expected one such as rollcall.peers[0].capabilities.memory-gb",
        "rollcall.peers | a | rollcall.peers: is set both as a whole and in parts (rollcall.peers[0]); expected one of them",
        "rollcall.peers.x | a | rollcall.peers: is set both as a list (rollcall.peers[0]) and as a mapping (rollcall.peers.x); expected one of them",
        "rollcall.peers.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a | a | rollcall.peers.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a: is nested too deeply (at most 20 levels)",
        "rollcall.links[0] | node1,nodes2 | rollcall.links[0]: no peer has the id 'nodes2'; did you mean 'node2'?",
        "rollcall.links[0] | node1,,node2 | rollcall.links[0]: expected two ids, such as [node1, node2], found a list of 3",
        "rollcall.links[0] | node1 | rollcall.links[0]: expected two ids, such as [node1, node2], found a list of 1",
        "rollcall.links | node1 | rollcall.links: expected a list, found text 'node1'",
      })
  void mistakesAreToldWithTheNameOfTheProperty(String name, String value, String expected) {
    assertEquals(List.of(expected), refused(with(name, value)));
  }

  @Test
  void onePropertyInTwoSpellingsIsTold() {
    Map<String, String> properties =
        with(
            "rollcall.peers[0].capabilities.memory-gb", "16",
            "rollcall.peers[0].capabilities.memory_gb", "8");

    assertEquals(
        List.of(
            "rollcall.peers[0].capabilities.memory_gb: the same is already set by"
                + " rollcall.peers[0].capabilities.memory-gb"),
        refused(properties));
  }

  @Test
  void contradictionsSpeakOfPropertiesToo() {
    Map<String, String> properties =
        with(
            "rollcall.peers[0].capabilities.gpu", "false",
            "rollcall.peers[0].capabilities.gpu-count", "2");

    assertEquals(
        List.of(
            "rollcall.peers[0].capabilities.gpu-count: gpu-count is 2, but gpu is false at"
                + " rollcall.peers[0].capabilities.gpu"),
        refused(properties));
  }

  private static Map<String, String> with(String... more) {
    Map<String, String> properties = new TreeMap<>(TWO);
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return properties;
  }

  private static ParseResult<Roster> read(Map<String, String> properties) {
    return RosterReader.read(SettingsDocument.of(properties), CheckDefaults.NONE, Optional.empty());
  }

  private static Roster accepted(Map<String, String> properties) {
    if (read(properties) instanceof ParseResult.Valid<Roster> accepted) {
      return accepted.value();
    }
    throw new AssertionError("refused: " + refused(properties));
  }

  private static List<String> refused(Map<String, String> properties) {
    return read(properties) instanceof ParseResult.Invalid<Roster> refused
        ? refused.problems().stream().map(Problem::toString).toList()
        : List.of();
  }
}
