package dev.rollcall.source.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSettingsTest {

  @Test
  void withoutSettingsTheDefaultsCount() {
    NodeSettings.Read read = read(Map.of());
    CheckDefaults checks = read.settings().checks();

    assertEquals(CheckSettings.DEFAULTS, checks.settings());
    assertEquals(
        new NodeSettings(
            ListenSettings.DEFAULT,
            Optional.empty(),
            Duration.ofSeconds(5),
            checks,
            512,
            4_096,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(5),
            false),
        read.settings());
    assertEquals(List.of(), read.problems());
  }

  @Test
  void everySettingIsRead() {
    NodeSettings.Read read =
        read(
            Map.ofEntries(
                Map.entry("rollcall.listen.host", "0.0.0.0"),
                Map.entry("rollcall.listen.port", "0"),
                Map.entry("rollcall.listen.watch-limit", "7"),
                Map.entry("rollcall.shutdown-timeout", "20s"),
                Map.entry("rollcall.listen.tls", "office"),
                Map.entry("rollcall.listen.client-auth", "required"),
                Map.entry("rollcall.listen.connection-limit", "65536"),
                Map.entry("rollcall.listen.allowed-hosts", "a.example, [fd00::1],*,"),
                Map.entry("rollcall.token-file", "/run/secrets/token"),
                Map.entry("rollcall.ready.min-healthy", "3"),
                Map.entry("rollcall.peers-file", "cluster.yaml"),
                Map.entry("rollcall.node-id", "node1"),
                Map.entry("rollcall.launcher", "slurm"),
                Map.entry("rollcall.launcher-port", "50051"),
                Map.entry("rollcall.reload-interval", "1m"),
                Map.entry("rollcall.peers[0].id", "not looked at"),
                Map.entry("rollcall.check.watch-limit", "0"),
                Map.entry("rollcall.check.in-flight-limit", "65536")));

    assertEquals(List.of(), read.problems());
    assertEquals(
        new NodeSettings(
            new ListenSettings(
                Optional.of("0.0.0.0"),
                Optional.of(0),
                Optional.of("office"),
                true,
                OptionalInt.of(65_536),
                7,
                List.of("a.example", "[fd00::1]", "*")),
            Optional.of("/run/secrets/token"),
            Duration.ofSeconds(20),
            read.settings().checks(),
            0,
            65_536,
            OptionalInt.of(3),
            Optional.of("cluster.yaml"),
            Optional.of("node1"),
            Optional.of("slurm"),
            Optional.of(50051),
            Duration.ofMinutes(1),
            true),
        read.settings());
  }

  @Test
  void everySettingOfAGrpcCheckIsRead() {
    NodeSettings.Read read =
        read(
            Map.ofEntries(
                Map.entry("rollcall.check.type", "grpc"),
                Map.entry("rollcall.check.service", "my.Service"),
                Map.entry("rollcall.check.metadata.authorization", "Bearer t"),
                Map.entry("rollcall.check.metadata.\"x.tenant-id\"", "a"),
                Map.entry("rollcall.check.tls.config", "factory"),
                Map.entry("rollcall.check.tls.server-name", "Node.Example"),
                Map.entry("rollcall.check.interval", "1m"),
                Map.entry("rollcall.check.timeout", "PT2S"),
                Map.entry("rollcall.check.confirm-interval", "250ms"),
                Map.entry("rollcall.check.down-interval", "1h"),
                Map.entry("rollcall.check.fall", "4"),
                Map.entry("rollcall.check.rise", "1"),
                Map.entry("rollcall.check.jitter", "20%")));

    assertEquals(List.of(), read.problems());
    assertEquals(
        new CheckSettings(
            new CheckKind.Grpc(
                "my.Service",
                new TreeMap<>(Map.of("authorization", "Bearer t", "x.tenant-id", "a")),
                Optional.of(new TlsSettings(Optional.of("factory"), Optional.of("node.example")))),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(250),
            Duration.ofHours(1),
            4,
            1,
            0.2),
        read.settings().checks().settings());
  }

  @Test
  void everySettingOfAnHttpCheckIsRead() {
    NodeSettings.Read read =
        read(
            Map.of(
                "rollcall.check.type", "http",
                "rollcall.check.path", "/node_id",
                "rollcall.check.status", "203",
                "rollcall.check.body", "\"a\"",
                "rollcall.check.headers.X-Key", "abc",
                "rollcall.check.tls", "true"));

    assertEquals(List.of(), read.problems());
    assertEquals(
        new CheckKind.Http(
            "/node_id",
            OptionalInt.of(203),
            Optional.of("\"a\""),
            new TreeMap<>(Map.of("x-key", "abc")),
            Optional.of(TlsSettings.DEFAULT)),
        read.settings().checks().settings().kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reload-interval | 500ms | rollcall.reload-interval: 500ms is out of range (1000ms-24h)",
        "launcher-port | 0 | rollcall.launcher-port: 0 is out of range (1-65535)",
        "listen.port | -1 | rollcall.listen.port: -1 is out of range (0-65535)",
        "listen.tls | ofice | rollcall.listen.tls: the settings have no TLS configuration 'ofice';"
            + " they have factory, office (quarkus.tls.NAME.*)",
        "listen.client-auth | required | rollcall.listen.client-auth: clients can present"
            + " certificates only with TLS; expected rollcall.listen.tls to name a configuration"
            + " (quarkus.tls.NAME.*), or client-auth to be none",
        "listen.client-auth | wanted | rollcall.listen.client-auth: expected required or none,"
            + " found 'wanted'",
        "listen.allowed-hosts | a:80 | rollcall.listen.allowed-hosts: 'a:80' is not the name or"
            + " address of a host; expected one such as rollcall.example.org or 10.0.0.1, without a"
            + " port, or * for all",
        "listen.allowed-hosts | a,http://b/ | rollcall.listen.allowed-hosts: 'http://b/' is not the"
            + " name or address of a host; expected one such as rollcall.example.org or 10.0.0.1,"
            + " without a port, or * for all",
        "listen.allowed-hosts[0] | *.b | rollcall.listen.allowed-hosts[0]: '*.b' is not the name or"
            + " address of a host; expected one such as rollcall.example.org or 10.0.0.1, without a"
            + " port, or * for all",
        "listen.allowed-hosts.a | b | rollcall.listen.allowed-hosts: expected a list, found a"
            + " mapping",
        "listen.connection-limit | 0 | rollcall.listen.connection-limit: 0 is out of range"
            + " (1-65536)",
        "token-fiel | x | rollcall.token-fiel: unknown key 'token-fiel'; did you mean"
            + " 'token-file'?",
        "listen.prot | 1 | rollcall.listen.prot: unknown key 'prot'; did you mean 'port'?",
        "ready.min-healthy | many | rollcall.ready.min-healthy: expected a whole number, found"
            + " 'many'",
        "peers-flie | x | rollcall.peers-flie: unknown key 'peers-flie'; did you mean"
            + " 'peers-file'?",
      })
  void mistakesOfTheNodeAreTold(String key, String value, String expected) {
    assertEquals(List.of(expected), refused(Map.of("rollcall." + key, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fall | 0 | rollcall.check.fall: 0 is out of range (1-100)",
        "fall | 101 | rollcall.check.fall: 101 is out of range (1-100)",
        "fall | 99999999999999999999 | rollcall.check.fall: 99999999999999999999 is out of range"
            + " (1-100)",
        "fall | 4294967297 | rollcall.check.fall: 4294967297 is out of range (1-100)",
        "fall | 2.0 | rollcall.check.fall: expected a whole number, found '2.0'",
        "fall | 0x10 | rollcall.check.fall: expected a whole number, found '0x10'",
        "fall | 03 | rollcall.check.fall: expected a whole number, found '03'",
        "fall | -1 | rollcall.check.fall: -1 is out of range (1-100)",
        "jitter | 51% | rollcall.check.jitter: 51% is out of range (0%-50%)",
        "jitter | 10 | rollcall.check.jitter: 10 is out of range (0%-50%)",
        "jitter | -1% | rollcall.check.jitter: -1% is out of range (0%-50%)",
        "jitter | much | rollcall.check.jitter: expected a percentage such as 10%, found 'much'",
        "jitter | % | rollcall.check.jitter: expected a percentage such as 10%, found '%'",
        "interval | 9ms | rollcall.check.interval: 9ms is out of range (10ms-24h)",
        "interval | 25h | rollcall.check.interval: 25h is out of range (10ms-24h)",
        "interval | PT-5S | rollcall.check.interval: PT-5S is out of range (10ms-24h)",
        "interval | 30 | rollcall.check.interval: expected a duration such as 500ms, 30s, 5m, 1h or"
            + " PT30S, found '30'",
        "interval | 999999999999999999s | rollcall.check.interval: expected a duration such as"
            + " 500ms, 30s, 5m, 1h or PT30S, found '999999999999999999s'",
        "interval | 999999999999h | rollcall.check.interval: 999999999999h is out of range"
            + " (10ms-24h)",
        "interval | PT999999999999999999H | rollcall.check.interval: expected a duration such as"
            + " 500ms, 30s, 5m, 1h or PT30S, found 'PT999999999999999999H'",
        "intervall | 1s | rollcall.check.intervall: unknown key 'intervall'; did you mean"
            + " 'interval'?",
        "type | gprc | rollcall.check.type: expected one of grpc, exo, http, tcp, found 'gprc'; did"
            + " you mean 'grpc'?",
        "watch-limit | 65537 | rollcall.check.watch-limit: 65537 is out of range (0-65536)",
        "watch-limits | 1 | rollcall.check.watch-limits: unknown key 'watch-limits'; did you mean"
            + " 'watch-limit'?",
        "in-flight-limit | 0 | rollcall.check.in-flight-limit: 0 is out of range (1-65536)",
        "tls | on | rollcall.check.tls: expected true, false or a mapping with config, server-name,"
            + " found 'on'",
        "tls.config | x | rollcall.check.tls.config: the settings have no TLS configuration 'x';"
            + " they have factory, office (quarkus.tls.NAME.*)",
        "tls.server_name | 1 | rollcall.check.tls.server_name: '1' is not a host name (letters,"
            + " digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
        "tls.name | x | rollcall.check.tls.name: unknown key 'name'; expected config, server-name",
        "metadata | secret | rollcall.check.metadata: expected a mapping such as {authorization: Bearer ...}, found text",
        "metadata.X-Token | secret | rollcall.check.metadata.X-Token: 'X-Token' has upper-case letters, but metadata keys are lower-case; did you mean 'x-token'?",
        "status | 42 | rollcall.check.status: 42 is out of range (100-599)",
        "interval.x | 1s | rollcall.check.interval: expected a duration such as 500ms, 30s, 5m, 1h"
            + " or PT30S, found a mapping",
        "timeout | '' | rollcall.check.timeout: has no value",
      })
  void mistakesAreToldWithTheNameOfTheProperty(String key, String value, String expected) {
    assertEquals(List.of(expected), refused(Map.of("rollcall.check." + key, value)));
  }

  @Test
  void aServiceIsForGrpcAlone() {
    Map<String, String> properties =
        Map.of("rollcall.check.type", "tcp", "rollcall.check.service", "x");

    assertEquals(
        List.of(
            "rollcall.check.service: service 'x' is for type grpc only, and the type here is tcp"),
        refused(properties));
  }

  @Test
  void tlsIsSetAsAWholeOrInParts() {
    Map<String, String> properties =
        Map.of("rollcall.check.tls", "true", "rollcall.check.tls.config", "factory");

    assertEquals(
        List.of(
            "rollcall.check.tls: is set both as a whole and in parts (rollcall.check.tls.config);"
                + " expected one of them"),
        refused(properties));
  }

  @Test
  void allMistakesAreToldAtOnceInOrder() {
    Map<String, String> properties =
        Map.of("rollcall.check.rise", "x", "rollcall.check.fall", "x", "rollcall.check.y", "x");

    assertEquals(
        List.of("rollcall.check.fall", "rollcall.check.rise", "rollcall.check.y"),
        refused(properties).stream().map(text -> text.substring(0, text.indexOf(':'))).toList());
  }

  private static List<String> refused(Map<String, String> properties) {
    return read(properties).problems().stream().map(Problem::toString).toList();
  }

  private static NodeSettings.Read read(Map<String, String> properties) {
    return NodeSettings.read(properties, Set.of("office", "factory"));
  }
}
