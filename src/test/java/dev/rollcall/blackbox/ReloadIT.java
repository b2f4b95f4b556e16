package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.RandomFileEditor;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list changes while the program runs. */
class ReloadIT {

  private static final Duration REGULAR = Duration.ofSeconds(10);

  @Test
  void theFileIsTakenUpWithoutARestart(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path file = directory.resolve("peers.yaml");
    try (HealthServer a = HealthServer.start();
        HealthServer b = HealthServer.start();
        HealthServer c = HealthServer.start();
        HealthServer d = HealthServer.start()) {
      Files.writeString(file, list(a, b, c));
      try (PackagedRollcall rollcall =
          PackagedRollcall.start(directory, Map.of(), Map.of()).listening()) {
        Eventually.holds("all are healthy", REGULAR, () -> healthy(rollcall) == 3);

        Files.writeString(file, list(a, b, c, d));
        Eventually.holds("a fourth is healthy", REGULAR, () -> healthy(rollcall) == 4);

        Files.writeString(file, list(a, b, c, d).replace("address", "adress"));
        Eventually.holds("the typo is reported", REGULAR, () -> errors(rollcall) > 0);
        assertEquals(4, healthy(rollcall));
        assertEquals(1, rollcall.lines("WARN").size(), rollcall.output().toString());
        assertEquals(4, rollcall.lines("did you mean 'address'?").size());
        assertTrue(rollcall.get("/q/health/ready").body().contains("peers.yaml:2:"));

        Files.writeString(file, list(a, b, c));
        rollcall.hangUp();
        Eventually.holds("it is repaired", () -> errors(rollcall) == 0);
        assertEquals(3, healthy(rollcall));
        assertEquals(1, a.connections(), "it was never connected to again");
        assertEquals(1, b.connections());
        assertEquals(1, c.connections());
        assertEquals(1, rollcall.lines("WARN").size(), rollcall.output().toString());
      }
    }
  }

  @Test
  void aThousandEditsUnderLoadNeverLoseAListNorListAPeerThatNoGoodVersionHad(
      @TempDir Path directory) throws IOException {
    Path file = directory.resolve("peers.yaml");
    Random random = new Random(20261122);
    RandomFileEditor edits = new RandomFileEditor(file, random, ReloadIT::closedPorts, Set.of());
    edits.good();
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(directory, Map.of("rollcall.reload-interval", "1s"), Map.of())
            .listening()) {
      for (int i = 0; i < 1_000; i++) {
        edits.next();
        if (random.nextInt(4) == 0) {
          rollcall.hangUp();
        }
        for (int j = 0; j < 5; j++) {
          Set<String> listed = ids(rollcall);
          assertTrue(!listed.isEmpty(), "a list is active");
          assertTrue(edits.everGood().containsAll(listed), () -> "unknown among " + listed);
        }
      }

      Set<String> last = edits.good();
      rollcall.hangUp();
      Eventually.holds("the last version is active", () -> ids(rollcall).equals(last));
      assertEquals(0, errors(rollcall));
    }
  }

  @Test
  void aHangupDoesNotEndAProgramWhoseListIsInTheSettings(@TempDir Path directory)
      throws IOException {
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(
                directory, Map.of("rollcall.peers[0].address", "127.0.0.1:1"), Map.of())
            .listening()) {
      rollcall.hangUp();

      Eventually.holds("it is logged", () -> !rollcall.lines("nothing is reloaded").isEmpty());
      assertEquals(1, rollcall.list().getTotalSize());
    }
  }

  private static Set<String> ids(PackagedRollcall rollcall) {
    return rollcall.list().getPeersList().stream().map(Peer::getId).collect(Collectors.toSet());
  }

  /** Peers at ports below 20, at which nothing listens. */
  private static String closedPorts(Collection<String> ids) {
    StringBuilder list = new StringBuilder("peers:\n");
    int port = 1;
    for (String id : ids) {
      list.append("  - {id: %s, address: \"127.0.0.1:%d\"}\n".formatted(id, port++));
    }
    return list.toString();
  }

  private static int errors(PackagedRollcall rollcall) {
    return rollcall.list().getObserver().getRoster().getErrorsCount();
  }

  private static long healthy(PackagedRollcall rollcall) {
    ListPeersResponse list = rollcall.list();
    return list.getPeersList().stream()
        .filter(peer -> peer.getHealth().getStatus() == Status.STATUS_HEALTHY)
        .count();
  }

  private static String list(HealthServer... servers) {
    StringBuilder list = new StringBuilder("peers:\n");
    for (HealthServer server : servers) {
      list.append("  - {id: n%d, address: \"%s\"}\n".formatted(server.port(), server.address()));
    }
    return list.toString();
  }
}
