package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExoFileTest {

  private static final String DEVICE =
      "{\"model\": \"M\", \"chip\": \"C\", \"memory\": 16384,"
          + " \"flops\": {\"fp32\": 1.5, \"fp16\": 3, \"int8\": 6}}";

  @Test
  void twoNodesOfWhichNothingIsKnownAreOnePeerForEach() throws IOException {
    Roster roster =
        Rosters.valid(
            Rosters.read(sample("two-nodes.json"), CheckDefaults.NONE, Optional.of("node1")));

    assertEquals(Optional.of(new PeerId("node1")), roster.self());
    assertEquals(
        List.of(
            Peer.at("node2", "localhost:50052", checkedAs(new CheckKind.Exo(Optional.empty())))),
        roster.peers());
  }

  /** As pydantic converts them for exo. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "50051 | 16384 | 1.5",
        "\"50051\" | 16384.0 | \"1.5\"",
        "50051.0 | \"16384\" | 15e-1",
        "5.0051e4 | \" 16384.00 \" | \" +1.5 \"",
        "\"+050051\" | 1.6384E4 | \"15e-1\"",
      })
  void numbersMayBeWrittenAsExoReadsThem(String port, String memory, String flops) {
    String file =
        """
        {"peers": {"a": {"address": "h", "port": %s, "device_capabilities":
          {"model": "M", "chip": "C", "memory": %s, "flops": {"fp32": %s, "fp16": 3, "int8": 6}}}}}
        """
            .formatted(port, memory, flops);

    Peer peer = Rosters.valid(file).members().get(0);

    assertEquals(new Address("h", 50051), peer.address());
    assertEquals(OptionalDouble.of(16), peer.capabilities().memoryGb());
    assertEquals(OptionalDouble.of(1.5), peer.capabilities().flops().orElseThrow().fp32());
  }

  @Test
  void theNodesOwnTypeIsStrongerThanExos() throws IOException {
    CheckDefaults tcp = Rosters.node(Map.of("rollcall.check.type", "tcp"));
    CheckDefaults grpc =
        Rosters.node(Map.of("rollcall.check.type", "grpc", "rollcall.check.service", "s"));

    assertEquals(List.of(new CheckKind.Tcp()), kinds(tcp));
    assertEquals(List.of(new CheckKind.Grpc("s")), kinds(grpc));
  }

  @Test
  void whatElseTheNodeSaysCountsAsFarAsItFits() throws IOException {
    CheckDefaults node =
        Rosters.node(Map.of("rollcall.check.service", "s", "rollcall.check.tls.config", "factory"));

    assertEquals(
        List.of(
            new CheckKind.Exo(
                Optional.of(new TlsSettings(Optional.of("factory"), Optional.empty())))),
        kinds(node));
  }

  private static List<CheckKind> kinds(CheckDefaults node) throws IOException {
    return Rosters.valid(Rosters.read(sample("two-nodes.json"), node, Optional.of("node1")))
        .peers()
        .stream()
        .map(peer -> peer.check().kind())
        .toList();
  }

  private static CheckSettings checkedAs(CheckKind kind) {
    CheckSettings d = CheckSettings.DEFAULTS;
    return new CheckSettings(
        kind,
        d.interval(),
        d.timeout(),
        d.confirmInterval(),
        d.downInterval(),
        d.fall(),
        d.rise(),
        d.jitter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"described.json", "described.yaml"})
  void whatIsKnownIsRead(String name) throws IOException {
    Roster roster = Rosters.valid(Rosters.read(sample(name), CheckDefaults.NONE, Optional.empty()));

    Peer studio = roster.members().get(0);
    assertEquals(new PeerId("studio"), studio.id());
    assertEquals(Address.parse("192.168.1.10:5678"), studio.address());
    assertEquals(
        new Capabilities(
            OptionalDouble.of(192),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Optional.of("Mac Studio"),
            Optional.of("Apple M2 Ultra"),
            Optional.of(
                new Capabilities.Flops(
                    OptionalDouble.of(26.98), OptionalDouble.empty(), OptionalDouble.of(107.92)))),
        studio.capabilities());
  }

  @Test
  void theSameListInOurFormMeansTheSameButForTheTypeThatItDoesNotSay() {
    String exo =
        "{\"peers\": {\"a\": {\"address\": \"FD00::1\", \"port\": 1, \"device_capabilities\": %s}}}"
            .formatted(DEVICE);
    String ours =
        """
        peers:
          - id: a
            address: "[fd00::1]:1"
            capabilities: {memory_gb: 16, model: M, chip: C, flops: {fp32: 1.5, fp16: 3, int8: 6}}
        """;

    CheckDefaults tcp = Rosters.node(Map.of("rollcall.check.type", "tcp"));
    Roster one = Rosters.valid(Rosters.read(ours, tcp, Optional.empty()));
    Roster other = Rosters.valid(Rosters.read(exo, tcp, Optional.empty()));

    assertEquals(one.members(), other.members());
    assertNotEquals(one.digest(), other.digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "node2.local", "fd00::1", "[fd00::1]", "Node2."})
  void aHostMayBeAnyThatAnAddressHas(String host) {
    assertEquals(
        1,
        Rosters.valid(entry("\"address\": \"%s\", \"port\": 1".formatted(host))).members().size());
  }

  @Test
  void whatExoPassesOverIsPassedOver() {
    String file =
        "{\"version\": 2, \"peers\": {\"a\": {\"rank\": 1, \"rank\": 2, \"address\": \"h\", \"port\": 1,"
            + "\"device_capabilities\": {\"model\": \"\", \"chip\": \"Unknown\", \"memory\": 0, \"x\": [],"
            + "\"flops\": {\"fp32\": 0, \"fp16\": 0.0, \"int8\": 0e0, \"fp8\": \"x\"}}}}}";

    assertEquals(Capabilities.UNKNOWN, Rosters.valid(file).members().get(0).capabilities());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"port\": 1 | p:1:17: peers.a: 'address' is missing; expected a host, such as 192.168.1.10",
        "\"address\": \"h\" | p:1:17: peers.a: 'port' is missing; expected a number from 1 to 65535",
        "\"address\": \"h\", \"port\": null | p:1:34: peers.a.port: has no value",
        "\"address\": \"h\", \"port\": -1 | p:1:42: peers.a.port: -1 is out of range (1-65535)",
        "\"address\": \"h\", \"port\": 0 | p:1:42: peers.a.port: 0 is out of range (1-65535)",
        "\"address\": \"h\", \"port\": 99999 | p:1:42: peers.a.port: 99999 is out of range (1-65535)",
        "\"address\": \"h\", \"port\": 1e-3 | p:1:42: peers.a.port: expected a whole number, found '1e-3'",
        "\"address\": \"h\", \"port\": 1.5 | p:1:42: peers.a.port: expected a whole number, found '1.5'",
        "\"address\": \"h\", \"port\": 65536.0 | p:1:42: peers.a.port: 65536.0 is out of range (1-65535)",
        "\"address\": \"h\", \"port\": 1e99 | p:1:42: peers.a.port: 1e99 is out of range (1-65535)",
        "\"address\": \"h\", \"port\": true | p:1:42: peers.a.port: expected a whole number, found 'true'",
        "\"address\": \"h\", \"port\": \"1e3\" | p:1:42: peers.a.port: expected a whole number, found text; drop the quotes around '1e3'",
        "\"address\": \"h\", \"port\": \"\" | p:1:42: peers.a.port: expected a whole number, found text; drop the quotes around ''",
        "\"address\": \"h\", \"port\": \"70000\" | p:1:42: peers.a.port: 70000 is out of range (1-65535)",
        "\"address\": \"h\", \"port\": 1, \"port\": 2 | p:1:45: peers.a.port: key 'port' is already used at p:1:34",
        "\"address\": \"\", \"port\": 1 | p:1:29: peers.a.address: must not be empty; expected a host, such as 192.168.1.10",
        "\"address\": \"h:1\", \"port\": 1 | p:1:29: peers.a.address: expected a host without its port, which goes under 'port'; found 'h:1'",
        "\"address\": \"1.2.3\", \"port\": 1 | p:1:29: peers.a.address: '1.2.3' is not an IPv4 address (four numbers from 0 to 255)",
        "\"address\": \"[h]\", \"port\": 1 | p:1:29: peers.a.address: '[h]' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
        "\"address\": [\"h\"], \"port\": 1 | p:1:29: peers.a.address: expected a host, such as 192.168.1.10, found a list",
        "\"address\": \"\\u0007\", \"port\": 0 | p:1:29: peers.a.address: '\\u0007' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all) / p:1:47: peers.a.port: 0 is out of range (1-65535)",
      })
  void aMistakeInAnAddressIsToldWithItsPlace(String fields, String expected) {
    assertEquals(List.of(expected.split(" / ")), Rosters.problems(entry(fields)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"M\", \"x\": { | p:1:68: peers.a.device_capabilities: expected a mapping with model, chip, memory, flops, found text 'M'",
        "{\"model\": \"M\", \"chip\": \"C\", \"memory\": -1, | p:1:106: peers.a.device_capabilities.memory: -1 is out of range (0-1073741824)",
        "{\"model\": \"M\", \"chip\": \"C\", \"memory\": 1073741825, | p:1:106: peers.a.device_capabilities.memory: 1073741825 is out of range (0-1073741824)",
        "{\"model\": \"M\", \"chip\": \"C\", \"memory\": 1.5, | p:1:106: peers.a.device_capabilities.memory: expected a whole number, found '1.5'",
      })
  void aMistakeInMemoryIsToldWithItsPlace(String device, String expected) {
    String flops = "\"flops\": {\"fp32\": 0, \"fp16\": 0, \"int8\": 0}}";
    String file =
        "{\"peers\": {\"a\": {\"address\": \"h\", \"port\": 1, \"device_capabilities\": %s %s}}}";

    assertEquals(List.of(expected), Rosters.problems(file.formatted(device, flops)));
  }

  @Test
  void whatIsMissingInTheCapabilitiesIsTold() {
    String file =
        """
        {"peers": {
          "a": {"address": "h1", "port": 1},
          "b": {"address": "h2", "port": 1, "device_capabilities": {}},
          "c": {"address": "h3", "port": 1, "device_capabilities":
            {"model": 1, "chip": [], "memory": 0, "flops": {"fp16": -1, "int8": null}}}
        }}
        """;

    assertEquals(
        List.of(
            "p:2:8: peers.a: 'device_capabilities' is missing; expected a mapping",
            "p:3:60: peers.b.device_capabilities: 'model' is missing; expected text, which begins"
                + " with 'Unknown' if it is not known",
            "p:3:60: peers.b.device_capabilities: 'chip' is missing; expected text, which begins"
                + " with 'Unknown' if it is not known",
            "p:3:60: peers.b.device_capabilities: 'memory' is missing; expected MB, or 0 if it is"
                + " not known",
            "p:3:60: peers.b.device_capabilities: 'flops' is missing; expected a mapping",
            "p:5:26: peers.c.device_capabilities.chip: expected text, found a list",
            "p:5:52: peers.c.device_capabilities.flops: 'fp32' is missing; expected TFLOPS, or 0 if"
                + " it is not known",
            "p:5:61: peers.c.device_capabilities.flops.fp16: -1 is out of range (0-1000000000)",
            "p:5:65: peers.c.device_capabilities.flops.int8: has no value"),
        Rosters.problems(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"peers\": {}} | p:1:11: peers: the mapping is empty; expected one peer or more",
        "{\"peers\": {\"a\": {}, \"b\": 5}} | p:1:17: peers.a: 'address' is missing; expected a host, such as 192.168.1.10 / p:1:17: peers.a: 'port' is missing; expected a number from 1 to 65535 / p:1:17: peers.a: 'device_capabilities' is missing; expected a mapping / p:1:26: peers.b: expected a mapping with address, port, device_capabilities, found text '5'",
        "{\"peers\": {\"a\": 5}} | p:1:11: peers: expected a list, found a mapping",
        "{\"peers\": {\"id\": \"a\", \"address\": \"h:1\", \"capabilities\": {}}} | p:1:11: peers: expected a list, found a mapping",
        "{\"peers\": {\"a\": %1}, \"links\": []} | p:1:163: links: 'links' needs peers as a list; at p:1:11 they are a mapping, as in exo's own file",
        "{\"defaults\": {}, \"peers\": {\"a\": %1}} | p:1:2: defaults: 'defaults' needs peers as a list; at p:1:27 they are a mapping, as in exo's own file",
        "{\"peers\": {\"a\": %1}, \"peers\": []} | p:1:163: peers: key 'peers' is already used at p:1:2",
        "{\"peers\": {\"a\": %1, \"b\": %2,\\n\"a\": %3}} | p:2:1: peers.a: id 'a' is already used at p:1:12",
        "{\"peers\": {\"a\": %1,\\n\"b\": %1}} | p:2:18: peers.b.address: address h1:1 is already used at p:1:29",
        "{\"peers\": {\"\": %1}} | p:1:12: peers.: an id must not be empty",
        "{\"peers\": {\"a\\tb\": %1}} | p:1:12: peers.a\\u0009b: id 'a\\u0009b' has a control character",
      })
  void aMistakeInTheMappingIsTold(String form, String expected) {
    String file = form.replace("\\n", "\n");
    for (int i = 1; i <= 3; i++) {
      file =
          file.replace(
              "%" + i,
              "{\"address\": \"h%d\", \"port\": 1, \"device_capabilities\": %s}"
                  .formatted(i, DEVICE));
    }

    assertEquals(List.of(expected.split(" / ")), Rosters.problems(file));
  }

  @Test
  void aNodeIdThatNobodyHasListsThoseThatThereAre() throws IOException {
    assertEquals(
        List.of("rollcall.node-id: no peer has the id 'node3'; the roster has node1, node2"),
        Rosters.problems(
            Rosters.read(sample("two-nodes.json"), CheckDefaults.NONE, Optional.of("node3"))));
  }

  private static String entry(String fields) {
    return "{\"peers\": {\"a\": {%s, \"device_capabilities\": %s}}}".formatted(fields, DEVICE);
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = ExoFileTest.class.getResourceAsStream("/corpus/exo/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
