package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.source.roster.check.CheckDefaults;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenMistakesTest {

  @Test
  void tenMistakesAreTenMessagesInOrderOfPlace() {
    String file =
        """
        # ten mistakes
        defaults:
          check: {intervall: 30s}
        peers:
          - id: node1
            address: 10.0.0.1:70000
          - id: node1
            address: 10.0.0.2:50051
            capabilities: {memory_gb: 0, gpu: yes}
          - id: "nöde😀3"
            address: 10.0.0.2:50051
            capabilities: {gpu: false, gpu_count: 2}
          - address: edge7.local:50051
          - id: node5
            labels: {site: a}
        links:
          - [node1, node6]
        """;

    assertEquals(
        List.of(
            "p:3:11: defaults.check.intervall: unknown key 'intervall'; did you mean 'interval'?",
            "p:6:14: peers[0].address: port 70000 is out of range (1-65535)",
            "p:7:9: peers[1].id: id 'node1' is already used at p:5:9",
            "p:9:31: peers[1].capabilities.memory_gb: 0 is out of range (more than 0, at most"
                + " 1048576); leave it out if it is not known",
            "p:9:39: peers[1].capabilities.gpu: expected true or false, found 'yes'",
            "p:11:14: peers[2].address: address 10.0.0.2:50051 is already used at p:8:14",
            "p:12:43: peers[2].capabilities.gpu_count: gpu_count is 2, but gpu is false at"
                + " p:12:25",
            "p:13:5: peers[3]: 'id' is missing; it may be left out only if the address has an IP,"
                + " and 'edge7.local' is a name",
            "p:14:5: peers[4]: 'address' is missing; expected host:port, such as"
                + " 192.168.1.10:50051",
            "p:17:13: links[0][1]: no peer has the id 'node6'; did you mean 'node1'?"),
        Rosters.problems(Rosters.read(file, CheckDefaults.NONE, Optional.empty())));
  }
}
