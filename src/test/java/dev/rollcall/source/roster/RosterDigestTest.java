package dev.rollcall.source.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.source.file.Rosters;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterDigestTest {

  private static final String TWO = "{peers: [{id: a, address: h:1}, {id: b, address: h:2}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "capabilities: {memory_gb: 16} | capabilities: {memory_gb: 1.60e1}",
        "capabilities: {gpu_memory_gb: 0} | capabilities: {gpu_memory_gb: -0.0}",
        "capabilities: {flops: {}} | labels: {}",
        "capabilities: {gpu: true, memory_gb: 1} | capabilities: {memory_gb: 1, gpu: true}",
        "check: {interval: 60s} | check: {interval: 1m}",
        "check: {interval: 1h} | check: {interval: PT60M}",
        "check: {jitter: 10%} | check: {jitter: 0.1}",
        "labels: {a: b, c: d} | labels: {c: 'd', \"a\": b}",
        "maintenance: false | check: {}",
        "check: {metadata: {}} | check: {}",
        "check: {metadata: {a: b, c: d}} | check: {metadata: {c: d, a: b}}",
        "check: {type: http, headers: {}} | check: {type: http}",
        "check: {type: http, headers: {A: b, c: d}} | check: {type: http, headers: {C: d, a: b}}",
        "check: {type: http, body: x} | check: {type: http, body: ' x '}",
        "check: {tls: true} | check: {tls: {}}",
        "check: {tls: {server_name: a.B}} | check: {tls: {server_name: A.b}}",
      })
  void aPeerThatMeansTheSameHasTheSameDigest(String one, String other) {
    assertEquals(ofPeer(one), ofPeer(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        TWO + "} | {peers: [{address: 'H:2', id: b}, {id: a, address: h:1}]} # turned round",
        TWO + ", links: [[a, b]]} | " + TWO + ", links: [[b, a]]}",
        "{defaults: {maintenance: true}, peers: [{id: a, address: h:1}]} | {peers: [{id: a, address: h:1, maintenance: true}]}",
        "{defaults: {check: {service: s}}, peers: [{id: a, address: h:1, check: {type: tcp}}]} | {peers: [{id: a, address: h:1, check: {type: tcp}}]}",
        "{defaults: {check: {path: /x, metadata: {a: b}}}, peers: [{id: a, address: h:1, check: {type: tcp}}]} | {peers: [{id: a, address: h:1, check: {type: tcp}}]}",
        "{defaults: {check: {tls: {config: office}}}, peers: [{id: a, address: h:1, check: {tls: false}}]} | {peers: [{id: a, address: h:1, check: {tls: false}}]}",
        "{peers: [{address: 10.0.0.1:1}]} | {peers: [{id: ip-10-0-0-1, address: 10.0.0.1:1}]}",
        "{peers: [{id: a, address: '[fd00::1]:1'}]} | {peers: [{id: a, address: '[FD00:0::0001]:1'}]}",
      })
  void aListThatMeansTheSameHasTheSameDigest(String one, String other) {
    assertEquals(digest(one), digest(other));
  }

  @Test
  void listsThatMeanDifferentThingsHaveDifferentDigests() {
    List<String> files =
        List.of(
            TWO + "}",
            TWO + ", links: []}",
            TWO + ", links: [[a, b]]}",
            peer(""),
            peer("maintenance: true"),
            peer("labels: {x: yz}"),
            peer("labels: {xy: z}"),
            peer("labels: {x: y, z: w}"),
            peer("labels: {x: yzw}"),
            peer("capabilities: {memory_gb: 16}"),
            peer("capabilities: {memory_gb: 17}"),
            peer("capabilities: {gpu_memory_gb: 16}"),
            peer("capabilities: {gpu_memory_gb: 0}"),
            peer("capabilities: {gpu: false}"),
            peer("capabilities: {gpu: true}"),
            peer("capabilities: {gpu_count: 0}"),
            peer("capabilities: {gpu_count: 1}"),
            peer("capabilities: {model: x}"),
            peer("capabilities: {chip: x}"),
            peer("capabilities: {flops: {fp32: 1}}"),
            peer("capabilities: {flops: {fp16: 1}}"),
            peer("capabilities: {flops: {int8: 1}}"),
            peer("check: {type: tcp}"),
            peer("check: {type: grpc}"),
            peer("check: {service: ''}"),
            peer("check: {service: x}"),
            peer("check: {type: exo}"),
            peer("check: {type: http}"),
            peer("check: {metadata: {x: yz}}"),
            peer("check: {metadata: {xy: z}}"),
            peer("check: {type: http, path: /}"),
            peer("check: {type: http, path: /x}"),
            peer("check: {type: http, status: 200}"),
            peer("check: {type: http, status: 204}"),
            peer("check: {type: http, body: ''}"),
            peer("check: {type: http, body: x}"),
            peer("check: {type: http, headers: {x: yz}}"),
            peer("check: {type: http, headers: {xy: z}}"),
            peer("check: {type: http, headers: {x: yz, z: a}}"),
            peer("check: {tls: true}"),
            peer("check: {tls: false}"),
            peer("check: {tls: {config: factory}}"),
            peer("check: {tls: {config: office}}"),
            peer("check: {tls: {server_name: factory}}"),
            peer("check: {interval: 30s}"),
            peer("check: {timeout: 30s}"),
            peer("check: {confirm_interval: 30s}"),
            peer("check: {down_interval: 30s}"),
            peer("check: {fall: 3}"),
            peer("check: {rise: 3}"),
            peer("check: {jitter: 10%}"),
            "peers: [{id: a, address: h:2}]",
            "peers: [{id: b, address: h:1}]");

    Set<String> digests = new HashSet<>();
    files.forEach(file -> assertTrue(digests.add(digest(file)), () -> "same digest: " + file));
  }

  @Test
  void theNodesOwnSettingsAreNotInIt() {
    CheckDefaults other =
        Rosters.node(
            Map.of(
                "rollcall.check.type", "tcp",
                "rollcall.check.fall", "1",
                "rollcall.check.tls", "true"));
    String file = TWO + "}";

    assertEquals(digest(file), Rosters.valid(Rosters.read(file, other, Optional.of("a"))).digest());
  }

  @Test
  void itIsSha256AndStaysTheSameFromVersionToVersion() {
    assertEquals(
        "68c7b728d822dd0d94d53a5d698c81497e8b7f43d6855942869845dbf5871bc4", digest(peer("")));
  }

  @Test
  void everyKeyOfAListKeepsItsPlaceInTheDigest() {
    String file =
        """
        defaults:
          check: {service: s, path: /p, metadata: {a: b}, tls: {config: office}, fall: 4}
        peers:
          - id: a
            address: h:1
            capabilities: {memory_gb: 16, gpu: true, gpu_count: 2, gpu_memory_gb: 8, model: m,
                           chip: c, flops: {fp32: 1, fp16: 2.5, int8: 3}}
            labels: {x: y, z: ''}
            maintenance: true
            check: {type: grpc, metadata: {c: d}, tls: {server_name: n}, interval: 1m,
                    timeout: 1s, confirm_interval: 250ms, down_interval: 5s, fall: 5, rise: 6,
                    jitter: 25%}
          - {id: b, address: "h:2", check: {type: http, path: "/q?x=1", status: 204, body: ok}}
          - {id: c, address: "h:3", check: {type: tcp, tls: false, jitter: 0}}
          - {id: d, address: "h:4", check: {type: exo}}
          - {id: e, address: "h:5"}
        links: [[a, b], [d, c]]
        """;

    assertEquals("b432e30e7a283100b5999e103d314e681c065ca72c8cf0dd3af5673d60c0d2cc", digest(file));
  }

  private static String ofPeer(String setting) {
    assertNotEquals("", setting);
    return digest(peer(setting));
  }

  private static String peer(String setting) {
    return "peers: [{id: a, address: h:1, %s}]".formatted(setting);
  }

  private static String digest(String file) {
    return Rosters.valid(file).digest();
  }
}
