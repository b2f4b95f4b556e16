package dev.rollcall.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.file.PeersFile;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The Compose file: its services, its images and its list fit together. */
class ComposeTest {

  private static final Path FOLDER = Path.of("docker");

  @Test
  void eachWorkerHasARollcallThatIsItInTheList() throws IOException {
    JsonNode services = Yaml.documents(FOLDER.resolve("compose.yaml")).get(0).at("/services");
    List<String> nodes = new ArrayList<>();
    for (JsonNode service : services) {
      JsonNode nodeId = service.at("/environment/ROLLCALL_NODE_ID");
      if (nodeId.isMissingNode()) {
        continue;
      }
      String node = nodeId.asText();
      nodes.add(node);
      assertEquals("service:" + node, service.at("/network_mode").asText());
      assertEquals("rollcall:" + DockerfilesTest.version(), service.at("/image").asText());
      assertTrue(Files.exists(Path.of(service.at("/build/dockerfile").asText())));
      assertEquals(Path.of(""), FOLDER.resolve(service.at("/build/context").asText()).normalize());
      assertEquals("./peers:/etc/rollcall:ro", service.at("/volumes/0").asText());
      assertTrue(service.at("/read_only").asBoolean());
      assertEquals(Set.of(), Settings.unknown(Map.of("ROLLCALL_NODE_ID", node)));
      // A container that shares another's network has its ports published there.
      assertTrue(
          services
              .at("/" + node + "/ports/0")
              .asText()
              .endsWith(":" + Settings.value("rollcall.listen.port", Map.of())));
      Roster roster = roster(Optional.of(node));
      assertEquals(2, roster.peers().size());
    }
    assertFalse(nodes.isEmpty());
    assertEquals(
        nodes,
        roster(Optional.empty()).members().stream().map(Peer::id).map(Object::toString).toList());
    assertEquals(
        nodes.stream().map(node -> node + ":5000").toList(),
        roster(Optional.empty()).members().stream()
            .map(Peer::address)
            .map(Object::toString)
            .toList());
  }

  private static Roster roster(Optional<String> nodeId) {
    ParseResult<Roster> reading =
        PeersFile.read(FOLDER.resolve("peers/peers.yaml"), CheckDefaults.NONE, nodeId);
    if (reading instanceof Valid<Roster> accepted) {
      return accepted.value();
    }
    throw new AssertionError(reading.toString());
  }
}
