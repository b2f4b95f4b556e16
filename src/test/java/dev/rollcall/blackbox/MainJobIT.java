package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.PythonHealthServer;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Reason;
import dev.rollcall.v1.Status;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job with real peers of another implementation: who is in it, and who of them answers.
 */
class MainJobIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @BeforeAll
  static void needsPython() throws IOException, InterruptedException {
    PythonHealthServer.required();
  }

  @Test
  void aPeerDiesAndComesBack(@TempDir Path directory) throws IOException, InterruptedException {
    try (PythonHealthServer node1 = PythonHealthServer.start(0);
        PythonHealthServer node2 = PythonHealthServer.start(0);
        PackagedRollcall rollcall = start(directory, node1, node2)) {
      untilStatus(rollcall, 1, Status.STATUS_HEALTHY);
      untilStatus(rollcall, 0, Status.STATUS_HEALTHY);
      assertListed(rollcall.list(), node1, node2);
      assertEquals(200, rollcall.get("/q/health/group/peers").statusCode());

      node2.kill();

      List<Status> seen = statusesUntil(rollcall, Status.STATUS_UNHEALTHY);
      assertTrue(seen.contains(Status.STATUS_SUSPECT), seen.toString());
      Peer dead = rollcall.list().getPeers(1);
      assertEquals(Reason.REASON_REFUSED, dead.getHealth().getReason());
      assertEquals(Status.STATUS_HEALTHY, rollcall.list().getPeers(0).getHealth().getStatus());
      HttpResponse<String> group = rollcall.get("/q/health/group/peers");
      assertEquals(503, group.statusCode());
      assertTrue(group.body().contains("\"reason\": \"refused\""), group.body());
      assertEquals(200, rollcall.get("/q/health/live").statusCode());
      assertEquals(200, rollcall.get("/q/health/ready").statusCode());
      List<String> warnings = rollcall.lines("WARN");
      assertEquals(1, warnings.size(), warnings.toString());
      assertTrue(warnings.get(0).contains("peer node2 (127.0.0.1:" + node2.port() + ")"));
      assertTrue(warnings.get(0).contains("refused"), warnings.get(0));

      try (PythonHealthServer again = PythonHealthServer.start(node2.port())) {
        assertEquals(node2.port(), again.port());
        untilStatus(rollcall, 1, Status.STATUS_HEALTHY);
        assertEquals(200, rollcall.get("/q/health/group/peers").statusCode());
        Eventually.holds("it is logged", () -> !rollcall.lines("it was away for").isEmpty());
        assertEquals(1, rollcall.lines("it was away for").size());
        assertEquals(1, rollcall.lines("WARN").size());
      }
    }
  }

  private static PackagedRollcall start(
      Path directory, PythonHealthServer node1, PythonHealthServer node2) throws IOException {
    Files.writeString(
        directory.resolve("peers.yaml"),
        """
        peers:
          - id: "node1"
            address: "127.0.0.1:%d"
            capabilities:
              memory_gb: 16
              gpu: true
          - id: "node2"
            address: "127.0.0.1:%d"
            capabilities:
              memory_gb: 8
              gpu: false
        """
            .formatted(node1.port(), node2.port()));
    Map<String, String> often =
        Map.of("rollcall.check.interval", "1s", "rollcall.check.down-interval", "1s");
    return PackagedRollcall.start(directory, often, Map.of()).listening();
  }

  private static void assertListed(
      ListPeersResponse list, PythonHealthServer node1, PythonHealthServer node2) {
    assertEquals(2, list.getTotalSize());
    assertEquals("node1", list.getPeers(0).getId());
    assertEquals("127.0.0.1:" + node1.port(), list.getPeers(0).getAddress());
    assertEquals(
        Capabilities.newBuilder().setMemoryGb(16).setGpu(true).build(),
        list.getPeers(0).getCapabilities());
    assertEquals("127.0.0.1:" + node2.port(), list.getPeers(1).getAddress());
    assertEquals(
        Capabilities.newBuilder().setMemoryGb(8).setGpu(false).build(),
        list.getPeers(1).getCapabilities());
    assertTrue(list.getPeers(0).getHealth().hasRoundTripTime());
    assertEquals("file:peers.yaml", list.getObserver().getRoster().getSource());
    assertEquals(64, list.getObserver().getRoster().getDigest().length());
    assertFalse(list.getObserver().getIsolated());
  }

  private static void untilStatus(PackagedRollcall rollcall, int peer, Status status) {
    Eventually.holds(
        "peer %d is %s".formatted(peer, status),
        PATIENCE,
        () -> rollcall.list().getPeers(peer).getHealth().getStatus() == status);
  }

  private static List<Status> statusesUntil(PackagedRollcall rollcall, Status last) {
    List<Status> seen = new ArrayList<>();
    Eventually.holds("it becomes " + last, PATIENCE, () -> note(rollcall, seen) == last);
    return seen;
  }

  private static Status note(PackagedRollcall rollcall, List<Status> seen) {
    Status status = rollcall.list().getPeers(1).getHealth().getStatus();
    seen.add(status);
    return status;
  }
}
