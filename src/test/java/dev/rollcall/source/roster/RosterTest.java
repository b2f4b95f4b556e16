package dev.rollcall.source.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Link;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.source.file.Rosters;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {

  private static final Optional<TlsSettings> NO_TLS = Optional.empty();

  @Test
  void everythingThatAPeerMaySayIsRead() {
    Roster roster =
        Rosters.valid(
            """
            peers:
              - id: node1
                address: 192.168.1.10:50051
                capabilities:
                  memory_gb: 1.6e1
                  gpu: true
                  gpu_count: 2
                  gpu_memory_gb: 48
                  model: Mac Studio
                  chip: Apple M2 Ultra
                  flops: {fp32: 26.98, fp16: 53.96, int8: 107.92}
                labels: {site: factory-a, 1: 2, "on": true, empty: ""}
                check: {type: grpc, service: s, interval: PT20S, timeout: 1s,
                  confirm_interval: 100ms, down_interval: 1m, fall: 5, rise: 4, jitter: 5%}
                maintenance: true
            """);

    Peer expected =
        new Peer(
            new PeerId("node1"),
            Address.parse("192.168.1.10:50051"),
            new Capabilities(
                OptionalDouble.of(16),
                Optional.of(true),
                OptionalInt.of(2),
                OptionalDouble.of(48),
                Optional.of("Mac Studio"),
                Optional.of("Apple M2 Ultra"),
                Optional.of(
                    new Capabilities.Flops(
                        OptionalDouble.of(26.98),
                        OptionalDouble.of(53.96),
                        OptionalDouble.of(107.92)))),
            new TreeMap<>(Map.of("site", "factory-a", "1", "2", "on", "true", "empty", "")),
            new CheckSettings(
                new CheckKind.Grpc("s"),
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofMinutes(1),
                5,
                4,
                0.05),
            true);
    assertEquals(List.of(expected), roster.members());
    assertEquals(Optional.empty(), roster.links());
  }

  @Test
  void defaultsAreMergedKeyByKey() {
    Roster roster =
        Rosters.valid(
            """
            defaults:
              capabilities: {memory_gb: 8, chip: x, flops: {fp32: 1}}
              labels: {site: a, rack: r1}
              check: {interval: 20s, fall: 5}
              maintenance: true
            peers:
              - {id: own, address: h1:1, capabilities: {memory_gb: 16, flops: {fp16: 2}},
                 labels: {rack: r2}, check: {fall: 4}, maintenance: false}
              - {id: plain, address: h2:1}
            """);

    Peer own = roster.members().get(0);
    Peer plain = roster.members().get(1);
    assertEquals(OptionalDouble.of(16), own.capabilities().memoryGb());
    assertEquals(Optional.of("x"), own.capabilities().chip());
    assertEquals(
        Optional.of(
            new Capabilities.Flops(
                OptionalDouble.of(1), OptionalDouble.of(2), OptionalDouble.empty())),
        own.capabilities().flops());
    assertEquals(Map.of("site", "a", "rack", "r2"), own.labels());
    assertEquals(Duration.ofSeconds(20), own.check().interval());
    assertEquals(4, own.check().fall());
    assertEquals(false, own.maintenance());
    assertEquals(OptionalDouble.of(8), plain.capabilities().memoryGb());
    assertEquals(Map.of("site", "a", "rack", "r1"), plain.labels());
    assertEquals(5, plain.check().fall());
    assertEquals(true, plain.maintenance());
  }

  @Test
  void theNodesOwnDefaultsCountWhereTheFileSaysNothing() {
    CheckDefaults node =
        Rosters.node(Map.of("rollcall.check.service", "svc", "rollcall.check.interval", "7s"));
    String file = "peers: [{address: 10.0.0.1:1, check: {fall: 2}}]";

    Peer peer = Rosters.valid(Rosters.read(file, node, Optional.empty())).members().get(0);

    assertEquals(new CheckKind.Grpc("svc"), peer.check().kind());
    assertEquals(Duration.ofSeconds(7), peer.check().interval());
    assertEquals(2, peer.check().fall());
  }

  @Test
  void anInheritedServiceDoesNotTroubleATcpPeer() {
    Roster roster =
        Rosters.valid(
            """
            defaults: {check: {type: grpc, service: s}}
            peers: [{id: a, address: h:1, check: {type: tcp}}, {id: b, address: h:2}]
            """);

    assertEquals(new CheckKind.Tcp(), roster.members().get(0).check().kind());
    assertEquals(new CheckKind.Grpc("s"), roster.members().get(1).check().kind());
  }

  @Test
  void eachKindOfCheckIsReadWithWhatItKnows() {
    Roster roster =
        Rosters.valid(
            """
            peers:
              - {id: a, address: h:1, check: {type: grpc, metadata: {x-b: "2", authorization: Bearer t}}}
              - {id: b, address: h:2, check: {type: exo, tls: true}}
              - {id: c, address: h:3, check: {type: http}}
              - {id: d, address: h:4, check: {type: http, path: "/node_id?x=%41", status: 204,
                 body: " \\"d\\"\\n", tls: {config: factory, server_name: Node-D.Example}}}
              - {id: e, address: h:5, check: {type: tcp, tls: {}}}
            """);

    assertEquals(
        List.of(
            new CheckKind.Grpc(
                "", new TreeMap<>(Map.of("x-b", "2", "authorization", "Bearer t")), NO_TLS),
            new CheckKind.Exo(Optional.of(TlsSettings.DEFAULT)),
            new CheckKind.Http("/", OptionalInt.empty(), Optional.empty(), NO_TLS),
            new CheckKind.Http(
                "/node_id?x=%41",
                OptionalInt.of(204),
                Optional.of("\"d\""),
                Optional.of(
                    new TlsSettings(Optional.of("factory"), Optional.of("node-d.example")))),
            new CheckKind.Tcp(Optional.of(TlsSettings.DEFAULT))),
        kinds(roster));
  }

  @Test
  void whatDoesNotFitThePeersOwnTypeIsNotInherited() {
    String file =
        """
        defaults: {check: {service: s, metadata: {a: b}, path: /x, status: 200, body: y, tls: true}}
        peers:
          - {id: a, address: h:1}
          - {id: b, address: h:2, check: {type: http, path: /z}}
          - {id: c, address: h:3, check: {type: exo}}
          - {id: d, address: h:4, check: {type: tcp, tls: false}}
        """;
    Optional<TlsSettings> tls = Optional.of(TlsSettings.DEFAULT);

    assertEquals(
        List.of(
            new CheckKind.Grpc("s", new TreeMap<>(Map.of("a", "b")), tls),
            new CheckKind.Http("/z", OptionalInt.of(200), Optional.of("y"), tls),
            new CheckKind.Exo(tls),
            new CheckKind.Tcp()),
        kinds(Rosters.valid(file)));
  }

  @Test
  void aSettingOfTheNodeIsADefaultOfThePeersThatItFits() {
    CheckDefaults node =
        Rosters.node(
            Map.of(
                "rollcall.check.path", "/health",
                "rollcall.check.metadata.a", "node",
                "rollcall.check.metadata.b", "node",
                "rollcall.check.tls.config", "factory"));
    String file =
        """
        defaults: {check: {metadata: {b: list, c: list}}}
        peers:
          - {id: a, address: h:1, check: {metadata: {c: own}}}
          - {id: b, address: h:2, check: {type: http, tls: {server_name: b.example}}}
          - {id: c, address: h:3, check: {type: tcp, tls: {config: office}}}
          - {id: d, address: h:4, check: {type: exo, tls: false}}
        """;
    Optional<String> factory = Optional.of("factory");

    assertEquals(
        List.of(
            new CheckKind.Grpc(
                "",
                new TreeMap<>(Map.of("a", "node", "b", "list", "c", "own")),
                Optional.of(new TlsSettings(factory, Optional.empty()))),
            new CheckKind.Http(
                "/health",
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(new TlsSettings(factory, Optional.of("b.example")))),
            new CheckKind.Tcp(
                Optional.of(new TlsSettings(Optional.of("office"), Optional.empty()))),
            new CheckKind.Exo(NO_TLS)),
        kinds(Rosters.valid(Rosters.read(file, node, Optional.empty()))));
  }

  @Test
  void theSchemaThatAnEditorWroteIsPassedOver() {
    String file = "{\"$schema\": \"./s.json\", \"peers\": [{\"address\": \"10.0.0.1:1\"}]}";

    assertEquals(Rosters.valid("peers: [{address: 10.0.0.1:1}]"), Rosters.valid(file));
  }

  private static List<CheckKind> kinds(Roster roster) {
    return roster.members().stream().map(peer -> peer.check().kind()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "0x10", "true", "1e3", "007", "12:30:45", "2020-01-01", "yes"})
  void anIdIsTheTextThatWasWritten(String id) {
    assertEquals(
        new PeerId(id),
        Rosters.valid("peers: [{id: %s, address: h:1}]".formatted(id)).members().get(0).id());
  }

  @Test
  void linksAndTheNodeItselfAreRead() {
    String file =
        """
        peers: [{id: a, address: h:1}, {id: b, address: h:2}, {id: c, address: h:3}]
        links: [[b, a], [b, c]]
        """;

    Roster roster = Rosters.valid(Rosters.read(file, CheckDefaults.NONE, Optional.of("a")));

    Link ab = new Link(new PeerId("a"), new PeerId("b"));
    Link bc = new Link(new PeerId("b"), new PeerId("c"));
    assertEquals(Optional.of(Set.of(ab, bc)), roster.links());
    assertEquals(Optional.of(new PeerId("a")), roster.self());
    assertEquals(List.of(new PeerId("b")), roster.peers().stream().map(Peer::id).toList());
  }

  @Test
  void noLinksAtAllIsNotTheSameAsAnEmptyList() {
    assertEquals(
        Optional.of(Set.of()), Rosters.valid("{peers: [{address: 1.1.1.1:1}], links: []}").links());
  }

  @Test
  void anchorsAliasesAndMergeKeysAreResolved() {
    Roster roster =
        Rosters.valid(
            """
            peers:
              - &first
                id: a
                address: h:1
                capabilities: &big {memory_gb: 64, gpu: true}
              - {<<: *first, id: b, address: h:2}
              - {id: c, address: h:3, capabilities: {<<: [{memory_gb: 1}, *big], chip: x}}
            """);

    assertEquals(
        List.of(64.0, 64.0, 1.0),
        roster.members().stream()
            .map(peer -> peer.capabilities().memoryGb().getAsDouble())
            .toList());
    assertEquals(
        List.of(Optional.of(true), Optional.of(true), Optional.of(true)),
        roster.members().stream().map(peer -> peer.capabilities().gpu()).toList());
  }

  @Test
  void aByteOrderMarkCarriageReturnsAndJsonAreFine() {
    String json =
        "\uFEFF{\"peers\":\r\n[{\"id\":\"a\",\"address\":\"h:1\",\"maintenance\":true}]}\r\n";

    assertEquals(true, Rosters.valid(json).members().get(0).maintenance());
  }
}
