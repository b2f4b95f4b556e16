package dev.rollcall.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.file.PeersFile;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Kubernetes manifests: their parts fit together, and their lists are valid. */
class ManifestsTest {

  private static final Path FOLDER = Path.of("docker", "kubernetes");
  private static final String PORT = Settings.value("rollcall.listen.port", Map.of());

  private final Path directory;

  ManifestsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void eachPodOfTheStatefulSetIsInTheListAtItsOwnName() throws IOException {
    JsonNode set = one("sidecar.yaml", "StatefulSet");
    String name = set.at("/metadata/name").asText();
    String service = set.at("/spec/serviceName").asText();
    int replicas = set.at("/spec/replicas").asInt();
    JsonNode worker = set.at("/spec/template/spec/containers/0");
    int port = worker.at("/ports/0/containerPort").asInt();

    assertEquals("metadata.name", nodeId(container("sidecar.yaml")));
    assertEquals(service, one("sidecar.yaml", "Service").at("/metadata/name").asText());
    assertEquals("None", one("sidecar.yaml", "Service").at("/spec/clusterIP").asText());
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      expected.add("%1$s-%2$d %1$s-%2$d.%3$s:%4$d".formatted(name, i, service, port));
    }
    assertEquals(
        expected,
        roster("sidecar.yaml", Optional.empty()).members().stream()
            .map(peer -> peer.id() + " " + peer.address())
            .toList());
    for (int i = 0; i < replicas; i++) {
      assertEquals(
          replicas - 1, roster("sidecar.yaml", Optional.of(name + "-" + i)).peers().size());
    }
  }

  @Test
  void theSidecarIsOne() throws IOException {
    JsonNode rollcall = container("sidecar.yaml");
    assertEquals("Always", rollcall.at("/restartPolicy").asText());
  }

  @Test
  void theNodesAreListedByTheirNames() throws IOException {
    assertEquals("spec.nodeName", nodeId(container("daemonset.yaml")));
    Roster roster = roster("daemonset.yaml", Optional.of("node-2"));
    assertEquals(List.of("node-1", "node-3"), ids(roster));
    JsonNode service = one("daemonset.yaml", "Service");
    assertEquals("Local", service.at("/spec/internalTrafficPolicy").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sidecar.yaml", "daemonset.yaml"})
  void theProbesAskRollcallWhereItListens(String file) throws IOException {
    JsonNode rollcall = container(file);
    JsonNode port = rollcall.at("/ports/0");
    assertEquals(PORT, port.at("/containerPort").asText());
    assertEquals(PORT, rollcall.at("/startupProbe/grpc/port").asText());
    assertEquals("/q/health/live", rollcall.at("/livenessProbe/httpGet/path").asText());
    assertEquals("/q/health/ready", rollcall.at("/readinessProbe/httpGet/path").asText());
    for (String probe : List.of("livenessProbe", "readinessProbe")) {
      assertEquals(port.at("/name"), rollcall.at("/" + probe + "/httpGet/port"));
    }
    assertEquals("rollcall:" + DockerfilesTest.version(), rollcall.at("/image").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sidecar.yaml", "daemonset.yaml"})
  void variablesAreSettings(String file) throws IOException {
    Map<String, String> variables = new TreeMap<>();
    container(file).at("/env").forEach(one -> variables.put(one.at("/name").asText(), "x"));

    assertFalse(variables.isEmpty());
    assertEquals(Set.of(), Settings.unknown(variables));
    assertFalse(pod(file).at("/enableServiceLinks").asBoolean(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sidecar.yaml", "daemonset.yaml"})
  void theListIsMountedSoThatAChangeIsSeen(String file) throws IOException {
    JsonNode mount = container(file).at("/volumeMounts/0");
    JsonNode volume = pod(file).at("/volumes/0");
    assertEquals("/etc/rollcall", mount.at("/mountPath").asText());
    assertTrue(mount.at("/subPath").isMissingNode(), "what has a subPath never changes");
    assertEquals(volume.at("/name"), mount.at("/name"));
    assertEquals(one(file, "ConfigMap").at("/metadata/name"), volume.at("/configMap/name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sidecar.yaml", "daemonset.yaml"})
  void whatIsSelectedIsLabelled(String file) throws IOException {
    JsonNode workload = workload(file);
    JsonNode labels = workload.at("/spec/template/metadata/labels");
    assertEquals(labels, workload.at("/spec/selector/matchLabels"));
    assertEquals(labels, one(file, "Service").at("/spec/selector"));
    Set<JsonNode> namespaces = new HashSet<>();
    for (JsonNode document : Yaml.documents(FOLDER.resolve(file))) {
      assertFalse(document.at("/apiVersion").asText().isEmpty());
      assertFalse(document.at("/metadata/name").asText().isEmpty());
      if (!document.at("/kind").asText().equals("Namespace")) {
        namespaces.add(document.at("/metadata/namespace"));
      }
    }
    assertEquals(1, namespaces.size(), namespaces.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sidecar.yaml", "daemonset.yaml"})
  void itHasNoRightsThatItDoesNotNeed(String file) throws IOException {
    JsonNode context = container(file).at("/securityContext");
    assertTrue(context.at("/readOnlyRootFilesystem").asBoolean());
    assertFalse(context.at("/allowPrivilegeEscalation").asBoolean(true));
    assertEquals("ALL", context.at("/capabilities/drop/0").asText());
    assertTrue(pod(file).at("/securityContext/runAsNonRoot").asBoolean());
    assertFalse(pod(file).at("/automountServiceAccountToken").asBoolean(true));
  }

  private static String nodeId(JsonNode container) {
    JsonNode variable = container.at("/env/0");
    assertEquals("ROLLCALL_NODE_ID", variable.at("/name").asText());
    return variable.at("/valueFrom/fieldRef/fieldPath").asText();
  }

  private Roster roster(String file, Optional<String> nodeId) throws IOException {
    Path list = directory.resolve("peers.yaml");
    Files.writeString(list, one(file, "ConfigMap").at("/data").get("peers.yaml").asText());
    ParseResult<Roster> reading = PeersFile.read(list, CheckDefaults.NONE, nodeId);
    if (reading instanceof Valid<Roster> accepted) {
      return accepted.value();
    }
    throw new AssertionError(reading.toString());
  }

  private static List<String> ids(Roster roster) {
    return roster.peers().stream().map(Peer::id).map(PeerId::value).toList();
  }

  private static JsonNode container(String file) throws IOException {
    JsonNode sidecar = pod(file).at("/initContainers/0");
    return sidecar.isMissingNode() ? pod(file).at("/containers/0") : sidecar;
  }

  private static JsonNode pod(String file) throws IOException {
    return workload(file).at("/spec/template/spec");
  }

  private static JsonNode workload(String file) throws IOException {
    return one(file, file.equals("sidecar.yaml") ? "StatefulSet" : "DaemonSet");
  }

  private static JsonNode one(String file, String kind) throws IOException {
    List<JsonNode> found =
        Yaml.documents(FOLDER.resolve(file)).stream()
            .filter(document -> document.at("/kind").asText().equals(kind))
            .toList();
    assertEquals(1, found.size(), kind);
    return found.get(0);
  }
}
