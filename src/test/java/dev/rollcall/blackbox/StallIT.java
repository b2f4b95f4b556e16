package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.StatusRecorder;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.PythonHealthServer;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.GetPeerRequest;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Reason;
import dev.rollcall.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rollcall is stopped for 20 s, as by a suspended machine. Two are stopped at the same time: all
 * peers of one live on, and one peer of the other dies in the meantime.
 */
@TestInstance(Lifecycle.PER_CLASS)
class StallIT {

  private static final Duration STALL = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Half an interval or more, so that some are always being asked, also when it is stopped. */
  private static final Duration SLOW_ANSWER = Duration.ofMillis(300);

  private final HealthServer quick = HealthServer.start();
  private final HealthServer mortal = HealthServer.start();
  private PythonHealthServer slow;
  private PackagedRollcall steady;
  private PackagedRollcall bereaved;
  private Map<String, Timestamp> steadyBefore = Map.of();
  private Timestamp survivorBefore = Timestamp.getDefaultInstance();
  private Timestamp end = Timestamp.getDefaultInstance();
  private long endNanos;

  @BeforeAll
  void stall(@TempDir Path first, @TempDir Path second) throws IOException, InterruptedException {
    PythonHealthServer.required();
    slow = PythonHealthServer.startSlow(SLOW_ANSWER);
    steady = start(first, tenSlowPeers() + peer("quick", quick.address(), "2s"));
    bereaved =
        start(
            second,
            peer("mortal", mortal.address(), "2s") + peer("survivor", quick.address(), "2s"));
    untilAllAreHealthy(steady);
    untilAllAreHealthy(bereaved);
    steadyBefore = healthySince(steady);
    survivorBefore = health(bereaved, "survivor").getStatusSince();

    steady.signal("STOP");
    bereaved.signal("STOP");
    mortal.stopHard();
    Eventually.keeps("they are stopped", STALL, () -> isStopped(steady) && isStopped(bereaved));
    end = Timestamps.fromMillis(System.currentTimeMillis());
    endNanos = System.nanoTime();
    steady.signal("CONT");
    bereaved.signal("CONT");
  }

  @AfterAll
  void close() {
    steady.close();
    bereaved.close();
    slow.close();
    quick.close();
    mortal.close();
  }

  @Test
  void noPeerIsBlamedForIt() {
    Timestamp later = Timestamps.fromMillis(Timestamps.toMillis(end) + 5_000);
    Eventually.holds("all were checked since", PATIENCE, () -> allWereCheckedSince(later));

    // The same since the same moment: so there was no transition, not even a short one.
    assertEquals(steadyBefore, healthySince(steady), steady.list().toString());
    assertEquals(List.of(), steady.lines("WARN"));
  }

  @Test
  void aPeerThatDiedInTheMeantimeIsFoundOut() {
    try (StatusRecorder recorder = StatusRecorder.of(bereaved)) {
      StatusRecorder.Observation dead =
          recorder.await("mortal", Status.STATUS_UNHEALTHY, endNanos, Duration.ofSeconds(8));

      assertEquals(Reason.REASON_REFUSED, dead.reason());
      assertEquals(Status.STATUS_HEALTHY, health(bereaved, "survivor").getStatus());
      assertEquals(survivorBefore, health(bereaved, "survivor").getStatusSince());
      // The log comes after the directory, and through a pipe.
      Eventually.holds("it is logged", () -> !bereaved.lines("WARN").isEmpty());
      assertEquals(1, bereaved.lines("WARN").size(), bereaved.output().toString());
    }
  }

  private static PackagedRollcall start(Path directory, String peers) throws IOException {
    Files.writeString(directory.resolve("peers.yaml"), "peers:\n" + peers);
    return PackagedRollcall.start(directory, Map.of(), Map.of()).listening();
  }

  private String tenSlowPeers() {
    return IntStream.rangeClosed(1, 10)
        .mapToObj(i -> peer("slow-" + i, "127.0.2.%d:%d".formatted(i, slow.port()), "500ms"))
        .collect(Collectors.joining());
  }

  private static String peer(String id, String address, String interval) {
    return "  - {id: %s, address: \"%s\", check: {interval: %s}}\n"
        .formatted(id, address, interval);
  }

  private static void untilAllAreHealthy(PackagedRollcall rollcall) {
    Eventually.holds(
        "all are healthy",
        PATIENCE,
        () -> healthySince(rollcall).size() == rollcall.list().getTotalSize());
  }

  private boolean allWereCheckedSince(Timestamp moment) {
    return steady.list().getPeersList().stream()
        .allMatch(peer -> Timestamps.compare(peer.getHealth().getCheckedAt(), moment) > 0);
  }

  /** The healthy peers, and since when each is. */
  private static Map<String, Timestamp> healthySince(PackagedRollcall rollcall) {
    return rollcall.list().getPeersList().stream()
        .filter(peer -> peer.getHealth().getStatus() == Status.STATUS_HEALTHY)
        .collect(Collectors.toMap(Peer::getId, peer -> peer.getHealth().getStatusSince()));
  }

  private static Health health(PackagedRollcall rollcall, String id) {
    return rollcall.discovery().getPeer(GetPeerRequest.newBuilder().setId(id).build()).getHealth();
  }

  private static boolean isStopped(PackagedRollcall rollcall) {
    try {
      return Files.readString(Path.of("/proc/%d/status".formatted(rollcall.pid())))
          .contains("State:\tT");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
