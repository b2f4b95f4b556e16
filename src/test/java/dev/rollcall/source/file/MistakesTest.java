package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id: ' a' | 6: peers[0].id: id ' a' begins or ends with a blank",
        "id: '' | 6: peers[0].id: an id must not be empty",
        "id: \"a\\tb\" | 6: peers[0].id: id 'a\\u0009b' has a control character",
        "id: | 2: peers[0].id: has no value",
        "id: [a] | 6: peers[0].id: expected an id, found a list",
        "host: a | 2: peers[0].host: unknown key 'host'; expected id, address, capabilities, labels, check, maintenance",
        "maintenance: yes | 15: peers[0].maintenance: expected true or false, found 'yes'",
        "maintenance: True | 15: peers[0].maintenance: expected true or false, found 'True'",
        "maintenance: 'true' | 15: peers[0].maintenance: expected true or false, found text; drop the quotes around 'true'",
        "maintenance: ~ | 2: peers[0].maintenance: has no value",
        "capabilities: 16 | 16: peers[0].capabilities: expected a mapping with memory_gb, gpu, gpu_count, gpu_memory_gb, model, chip, flops, found text '16'",
        "capabilities: {memory_gb: -1} | 28: peers[0].capabilities.memory_gb: -1 is out of range (more than 0, at most 1048576)",
        "capabilities: {memory_gb: 1048577} | 28: peers[0].capabilities.memory_gb: 1048577 is out of range (more than 0, at most 1048576)",
        "capabilities: {memory_gb: 1e999} | 28: peers[0].capabilities.memory_gb: 1e999 is out of range (more than 0, at most 1048576)",
        "capabilities: {memory_gb: .nan} | 28: peers[0].capabilities.memory_gb: expected a number such as 16 or 0.5, found '.nan'",
        "capabilities: {memory_gb: NaN} | 28: peers[0].capabilities.memory_gb: expected a number such as 16 or 0.5, found 'NaN'",
        "capabilities: {memory_gb: .inf} | 28: peers[0].capabilities.memory_gb: expected a number such as 16 or 0.5, found '.inf'",
        "capabilities: {memory_gb: 0x10} | 28: peers[0].capabilities.memory_gb: expected a number such as 16 or 0.5, found '0x10'",
        "capabilities: {memory_gb: 16d} | 28: peers[0].capabilities.memory_gb: expected a number such as 16 or 0.5, found '16d'",
        "capabilities: {memory_gb: 1_000} | 28: peers[0].capabilities.memory_gb: expected a number such as 16 or 0.5, found '1_000'",
        "capabilities: {memory_gb: 16GB} | 28: peers[0].capabilities.memory_gb: expected a number such as 16 or 0.5, found '16GB'",
        "capabilities: {memory_gb: '16'} | 28: peers[0].capabilities.memory_gb: expected a number such as 16 or 0.5, found text; drop the quotes around '16'",
        "capabilities: {gpu_count: 1025} | 28: peers[0].capabilities.gpu_count: 1025 is out of range (0-1024)",
        "capabilities: {gpu_count: 1.5} | 28: peers[0].capabilities.gpu_count: expected a whole number, found '1.5'",
        "capabilities: {gpu_memory_gb: -1} | 32: peers[0].capabilities.gpu_memory_gb: -1 is out of range (0-1048576)",
        "capabilities: {gpu: true, gpu_count: 0} | 39: peers[0].capabilities.gpu_count: gpu_count is 0, but gpu is true at p:2:22",
        "capabilities: {gpu: false, gpu_memory_gb: 1} | 44: peers[0].capabilities.gpu_memory_gb: gpu_memory_gb is 1, but gpu is false at p:2:22",
        "capabilities: {flops: {fp32: 0}} | 31: peers[0].capabilities.flops.fp32: 0 is out of range (more than 0, at most 1000000000); leave it out if it is not known",
        "capabilities: {flops: {fp64: 1}} | 25: peers[0].capabilities.flops.fp64: unknown key 'fp64'; did you mean 'fp32'?",
        "capabilities: {model: ''} | 24: peers[0].capabilities.model: must not be empty; leave it out if it is not known",
        "capabilities: {memory_gb: 1, memory_gb: 2} | 31: peers[0].capabilities.memory_gb: key 'memory_gb' is already used at p:2:17",
        "labels: [a] | 10: peers[0].labels: expected a mapping such as {site: factory-a}, found a list",
        "labels: {a b: c} | 11: peers[0].labels.a b: 'a b' is not a label key (1-63 letters, digits, '.', '_', '/' and '-')",
        "labels: {a: } | 11: peers[0].labels.a: has no value",
        "labels: {a: \"x\\ny\"} | 14: peers[0].labels.a: 'x\\u000ay' has a control character",
        "labels: {a: [x]} | 14: peers[0].labels.a: expected text, found a list",
        "check: {type: ping} | 16: peers[0].check.type: expected one of grpc, exo, http, tcp, found 'ping'",
        "check: {type: htpp} | 16: peers[0].check.type: expected one of grpc, exo, http, tcp, found 'htpp'; did you mean 'http'?",
        "check: {watch_limit: 1} | 10: peers[0].check.watch_limit: unknown key 'watch_limit'; it is a setting of the node: rollcall.check.watch-limit",
        "check: {in-flight-limit: 1} | 10: peers[0].check.in-flight-limit: unknown key 'in-flight-limit'; it is a setting of the node: rollcall.check.in-flight-limit",
        "check: {type: exo, service: s} | 30: peers[0].check.service: service 's' is for type grpc only, and the type here is exo",
        "check: {type: tcp, metadata: {a: b}} | 31: peers[0].check.metadata: metadata is for type grpc only, and the type here is tcp",
        "check: {type: tcp, metadata: secret} | 31: peers[0].check.metadata: metadata is for type grpc only, and the type here is tcp",
        "check: {path: /x} | 16: peers[0].check.path: path '/x' is for type http only, and the type here is grpc",
        "check: {type: tcp, status: 200} | 29: peers[0].check.status: status '200' is for type http only, and the type here is tcp",
        "check: {type: exo, body: x} | 27: peers[0].check.body: body 'x' is for type http only, and the type here is exo",
        "check: {type: http, path: x} | 28: peers[0].check.path: expected a path that begins with '/', found 'x'",
        "check: {type: http, path: ''} | 28: peers[0].check.path: expected a path that begins with '/', found ''",
        "check: {type: http, path: '/a b'} | 28: peers[0].check.path: '/a b' is not a path (printable ASCII without blanks and '#')",
        "check: {type: http, path: /a#b} | 28: peers[0].check.path: '/a#b' is not a path (printable ASCII without blanks and '#')",
        "check: {type: http, path: /ä} | 28: peers[0].check.path: '/ä' is not a path (printable ASCII without blanks and '#')",
        "check: {type: http, path: [a]} | 28: peers[0].check.path: expected a path, found a list",
        "check: {type: http, status: 99} | 30: peers[0].check.status: 99 is out of range (100-599)",
        "check: {type: http, status: 600} | 30: peers[0].check.status: 600 is out of range (100-599)",
        "check: {type: http, status: '200'} | 30: peers[0].check.status: expected a whole number, found text; drop the quotes around '200'",
        "check: {type: http, body: \"a\\0\"} | 28: peers[0].check.body: 'a\\u0000' has a control character",
        "check: {type: http, body: } | 22: peers[0].check.body: has no value",
        "check: {headers: {a: secret}} | 19: peers[0].check.headers: headers is for type http only, and the type here is grpc",
        "check: {type: http, headers: secret} | 31: peers[0].check.headers: expected a mapping such as {authorization: Bearer ...}, found text",
        "check: {type: http, headers: {a b: secret}} | 32: peers[0].check.headers.a b: 'a b' is not the name of a header (1-128 letters, digits, '-', '_', '.' and a few other marks)",
        "check: {type: http, headers: {Content-Length: 5}} | 32: peers[0].check.headers.Content-Length: 'content-length' is determined by Rollcall itself",
        "check: {type: http, headers: {transfer-encoding: chunked}} | 32: peers[0].check.headers.transfer-encoding: 'transfer-encoding' is determined by Rollcall itself",
        "check: {type: http, headers: {CONNECTION: close}} | 32: peers[0].check.headers.CONNECTION: 'connection' is determined by Rollcall itself",
        "check: {type: http, headers: {a: sécret}} | 35: peers[0].check.headers.a: character 2 of the value is not printable ASCII; the value is not shown, as it may be a secret",
        "check: {type: http, headers: {a: \"secret\\r\\nb: c\"}} | 35: peers[0].check.headers.a: character 7 of the value is not printable ASCII; the value is not shown, as it may be a secret",
        "check: {type: http, headers: {a: 'secret '}} | 35: peers[0].check.headers.a: the value begins or ends with a blank",
        "check: {type: http, headers: {a: ''}} | 35: peers[0].check.headers.a: must not be empty",
        "check: {type: http, headers: {a: {b: secret}}} | 35: peers[0].check.headers.a: expected text, found a mapping",
        "check: {type: http, headers: {Aa: secret, aA: secret}} | 48: peers[0].check.headers.aA: header 'aA' is already used at p:2:32",
        "check: {metadata: secret} | 20: peers[0].check.metadata: expected a mapping such as {authorization: Bearer ...}, found text",
        "check: {metadata: [a]} | 20: peers[0].check.metadata: expected a mapping such as {authorization: Bearer ...}, found a list",
        "check: {metadata: {X-Token: secret}} | 21: peers[0].check.metadata.X-Token: 'X-Token' has upper-case letters, but metadata keys are lower-case; did you mean 'x-token'?",
        "check: {metadata: {a b: secret}} | 21: peers[0].check.metadata.a b: 'a b' is not a metadata key (1-128 lower-case letters, digits, '_', '.' and '-')",
        "check: {metadata: {grpc-x: secret}} | 21: peers[0].check.metadata.grpc-x: 'grpc-x' is reserved for gRPC itself",
        "check: {metadata: {te: secret}} | 21: peers[0].check.metadata.te: 'te' is reserved for gRPC itself",
        "check: {metadata: {x-bin: secret}} | 21: peers[0].check.metadata.x-bin: 'x-bin' ends in '-bin', which gRPC reserves for binary values; expected a key for text",
        "check: {metadata: {a: sécret}} | 24: peers[0].check.metadata.a: character 2 of the value is not printable ASCII; the value is not shown, as it may be a secret",
        "check: {metadata: {a: \"secret\\n\"}} | 24: peers[0].check.metadata.a: character 7 of the value is not printable ASCII; the value is not shown, as it may be a secret",
        "check: {metadata: {a: 'secret '}} | 24: peers[0].check.metadata.a: the value begins or ends with a blank",
        "check: {metadata: {a: ''}} | 24: peers[0].check.metadata.a: must not be empty",
        "check: {metadata: {a: }} | 21: peers[0].check.metadata.a: has no value",
        "check: {metadata: {a: {b: secret}}} | 24: peers[0].check.metadata.a: expected text, found a mapping",
        "check: {metadata: {a: secret, a: secret}} | 32: peers[0].check.metadata.a: metadata 'a' is already used at p:2:21",
        "check: {tls: yes} | 15: peers[0].check.tls: expected true, false or a mapping with config, server_name, found 'yes'",
        "check: {tls: 'true'} | 15: peers[0].check.tls: expected true, false or a mapping with config, server_name, found text; drop the quotes around 'true'",
        "check: {tls: [a]} | 15: peers[0].check.tls: expected true, false or a mapping with config, server_name, found a list",
        "check: {tls: {trust: x}} | 16: peers[0].check.tls.trust: unknown key 'trust'; expected config, server_name",
        "check: {tls: {config: x}} | 24: peers[0].check.tls.config: the settings have no TLS configuration 'x'; they have factory, office (quarkus.tls.NAME.*)",
        "check: {tls: {server_name: 10.0.0.1}} | 29: peers[0].check.tls.server_name: '10.0.0.1' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
        "check: {tls: {server_name: a_b}} | 29: peers[0].check.tls.server_name: 'a_b' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
        "check: {tls: {server_name: a.}} | 29: peers[0].check.tls.server_name: 'a.' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
        "check: {tls: {server_name: ''}} | 29: peers[0].check.tls.server_name: '' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
        "check: {type: tcp, service: s} | 30: peers[0].check.service: service 's' is for type grpc only, and the type here is tcp",
        "check: {interval: 1w} | 20: peers[0].check.interval: expected a duration such as 500ms, 30s, 5m, 1h or PT30S, found '1w'",
        "check: {fall: '3'} | 16: peers[0].check.fall: expected a whole number, found text; drop the quotes around '3'",
      })
  void aMistakeInAPeerIsToldWithItsColumn(String setting, String expected) {
    String file = "peers: [{address: 10.0.0.1:1,\n " + setting + "\n}]";

    assertEquals(List.of("p:2:" + expected), Rosters.problems(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1e3:2 :x | '1e3:2 :x' is ambiguous: an IPv6 host goes in brackets, as in [fd00::1]:50051",
        "h:1e3 | port '1e3' is not a whole number (1-65535)",
        "h:0x10 | port '0x10' is not a whole number (1-65535)",
        "h:0 | port 0 is out of range (1-65535)",
        "h | 'h' has no port; expected host:port, such as 192.168.1.10:50051",
        "{a: b} | expected host:port, found a mapping",
        "[fd00::1] | expected host:port, such as 192.168.1.10:50051, found a list; an IPv6 address needs quotes: \"[fd00::1]:50051\"",
      })
  void aMistakeInAnAddressIsToldAtTheAddress(String address, String expected) {
    assertEquals(
        List.of("p:1:27: peers[0].address: " + expected),
        Rosters.problems("peers: [{id: a, address:  " + address + " }]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | p:1:1: expected a mapping with defaults, peers, links, found a list",
        "hello | p:1:1: expected a mapping with defaults, peers, links, found text 'hello'",
        "links: [] | p:1:1: 'peers' is missing; expected a list of peers",
        "peers: | p:1:1: peers: has no value",
        "peers: [] | p:1:8: peers: the list is empty; expected one peer or more",
        "peers: x | p:1:8: peers: expected a list, found text 'x'",
        "peers: {a: b} | p:1:8: peers: expected a list, found a mapping",
        "peers: [x] | p:1:9: peers[0]: expected a mapping with id, address, capabilities, labels, check, maintenance, found text 'x'",
        "{peers: [{address: 1.1.1.1:1}], links: } | p:1:33: links: has no value",
        "{peers: [{address: 1.1.1.1:1}], $schema: [x]} | p:1:42: $schema: expected text, found a list",
        "{peers: [{address: 1.1.1.1:1}], $schema: } | p:1:33: $schema: has no value",
        "{peers: [{address: 1.1.1.1:1}], defaults: {check: {tls: {config: x}}}} | p:1:66: defaults.check.tls.config: the settings have no TLS configuration 'x'; they have factory, office (quarkus.tls.NAME.*)",
        "{peers: [{address: 1.1.1.1:1}], peer: 1} | p:1:33: peer: unknown key 'peer'; did you mean 'peers'?",
        "{peers: [{address: 1.1.1.1:1}], defaults: {id: 1}} | p:1:44: defaults.id: unknown key 'id'; expected capabilities, labels, check, maintenance",
        "{peers: [{address: 1.1.1.1:1}], defaults: {check: {type: tcp, service: s}}} | p:1:72: defaults.check.service: service 's' is for type grpc only, and the type here is tcp",
        "peers: [{address: 1.1.1.1:1}, {address: 1.1.1.1:2}] | p:1:41: peers[1].address: id 'ip-1-1-1-1', derived from the address, is already used at p:1:19; give this peer its own",
        "peers: [{address: 1.1.1.1:1}, {address: 1.1.1.1:1}] | p:1:41: peers[1].address: address 1.1.1.1:1 is already used at p:1:19",
        "{peers: [{id: a, address: h:1}, {id: b, address: h:2}], links: [a]} | p:1:65: links[0]: expected two ids, such as [node1, node2], found text 'a'",
        "{peers: [{id: a, address: h:1}, {id: b, address: h:2}], links: [[a]]} | p:1:65: links[0]: expected two ids, such as [node1, node2], found a list of 1",
        "{peers: [{id: a, address: h:1}, {id: b, address: h:2}], links: [[a, a]]} | p:1:65: links[0]: 'a' is linked to itself",
        "{peers: [{id: a, address: h:1}, {id: b, address: h:2}], links: [[a, b], [b, a]]} | p:1:73: links[1]: the link of 'b' and 'a' is already at p:1:65",
        "{peers: [{id: a, address: h:1}, {id: b, address: h:2}], links: [[a, zzz]]} | p:1:69: links[0][1]: no peer has the id 'zzz'",
        "{peers: [{id: a, address: h:1}, {id: b, address: h:2}], links: [[a, ' ']]} | p:1:69: links[0][1]: no peer has the id ' '",
        "{defaults: {capabilities: {gpu: true, gpu_count: 0}}, peers: [{id: a, address: h:1}]} | p:1:50: defaults.capabilities.gpu_count: gpu_count is 0, but gpu is true at p:1:33",
        "{defaults: {capabilities: {gpu_count: 2}}, peers: [{id: a, address: h:1, capabilities: {gpu: false}}]} | p:1:94: peers[0].capabilities.gpu: gpu is false, but gpu_count is 2 at p:1:39",
      })
  void aMistakeInTheListIsTold(String file, String expected) {
    assertEquals(List.of(expected), Rosters.problems(file));
  }

  @Test
  void aServiceDoesNotFitTheNodesOwnTypeTcp() {
    CheckDefaults tcp = Rosters.node(Map.of("rollcall.check.type", "tcp"));
    String file = "peers: [{address: 1.1.1.1:1, check: {service: s}}]";

    assertEquals(
        List.of(
            "p:1:47: peers[0].check.service: service 's' is for type grpc only, and the type here"
                + " is tcp"),
        Rosters.problems(Rosters.read(file, tcp, Optional.empty())));
  }

  @Test
  void withoutAnyTlsConfigurationThatIsSaid() {
    assertEquals(
        List.of(
            "p:1:59: peers[0].check.tls.config: the settings have no TLS configuration 'x'; they"
                + " have none (quarkus.tls.NAME.*)"),
        Rosters.problems(
            Rosters.read(
                "peers: [{id: a, address: 1.1.1.1:1, check: {tls: {config: x}}}]",
                CheckDefaults.NONE,
                Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource({
    "2048, 4096, 4096, 32, 0",
    "2049, 4096, 4096, 32, 1",
    "2048, 4097, 4096, 32, 1",
    "2048, 4096, 4097, 32, 1",
    "2048, 4096, 4096, 33, 1",
  })
  void whatIsSentAndExpectedHasALimit(int path, int body, int value, int entries, int problems) {
    String metadata =
        IntStream.range(1, entries)
            .mapToObj(i -> "k" + i + ": v")
            .collect(Collectors.joining(", "));
    String file =
        "peers: [{address: 1.1.1.1:1, check: {type: http, path: /%s, body: %s}},"
            + " {address: 1.1.1.2:1, check: {metadata: {a: %s, %s}}}]";

    assertEquals(
        problems,
        Rosters.problems(
                file.formatted("p".repeat(path - 1), "b".repeat(body), "v".repeat(value), metadata))
            .size());
  }

  @Test
  void aNodeIdThatNobodyHasListsThoseThatThereAre() {
    assertEquals(
        List.of("rollcall.node-id: no peer has the id 'c'; the roster has a, b"),
        Rosters.problems(
            Rosters.read(
                "peers: [{id: b, address: h:1}, {id: a, address: h:2}]",
                CheckDefaults.NONE,
                Optional.of("c"))));
  }

  @Test
  void ofManyIdsTwentyAreListed() {
    String problem =
        Rosters.problems(Rosters.read(peers(25), CheckDefaults.NONE, Optional.of("c"))).get(0);

    assertEquals(true, problem.endsWith("n26, n27, n28, n29 and 5 more"), problem);
  }

  @Test
  void labelsHaveALimitInheritedOnesIncluded() {
    String labels =
        IntStream.range(0, 63).mapToObj(i -> "k" + i + ": v").collect(Collectors.joining(", "));
    String file = "defaults: {labels: {%s}}\npeers: [{address: 1.1.1.1:1, labels: {a: b%s}}]";

    assertEquals(64, Rosters.valid(file.formatted(labels, "")).members().get(0).labels().size());
    assertEquals(
        List.of("p:2:38: peers[0].labels: 65 labels, inherited ones included; expected at most 64"),
        Rosters.problems(file.formatted(labels, ", c: d")));
  }

  @ParameterizedTest
  @CsvSource({"63, 253, 0", "64, 253, 1", "63, 254, 1"})
  void labelsHaveALongestKeyAndValue(int key, int value, int problems) {
    String file =
        "peers: [{address: 1.1.1.1:1, labels: {%s: %s}}]"
            .formatted("k".repeat(key), "v".repeat(value));

    assertEquals(problems, Rosters.problems(file).size());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1"})
  void aRosterHasALimit(int more, int problems) {
    assertEquals(problems, Rosters.problems(peers(Roster.MAX_MEMBERS + more)).size());
  }

  private static String peers(int count) {
    StringBuilder file = new StringBuilder("peers:\n");
    for (int i = 0; i < count; i++) {
      file.append("- {id: n").append(i + 10).append(", address: h:1}\n".replace("h", "h" + i));
    }
    return file.toString();
  }
}
