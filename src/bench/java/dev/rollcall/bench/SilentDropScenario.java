package dev.rollcall.bench;

import dev.rollcall.testing.network.EmulatedNetwork;
import dev.rollcall.testing.peer.StatusRecorder;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.PythonHealthServer;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The packets of 50 peers are dropped silently, one peer after another, as when machines lose their
 * power. Two Rollcalls observe, one with held streams and one without; all else is default.
 */
final class SilentDropScenario implements Scenarios.Scenario {

  private static final int PEERS = 50;
  private static final int PORT = 50051;
  private static final String NETWORK = "10.77.1.";
  private static final Duration SETTLED = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HELD_BAR = Duration.ofSeconds(20);
  private static final Duration POLLED_BAR = Duration.ofSeconds(30 + 10);

  @Override
  public List<ResultRow> run(Path directory) throws Exception {
    PythonHealthServer.required();
    StringBuilder list = new StringBuilder("peers:\n");
    for (String id : ids()) {
      list.append("  - {id: \"%s\", address: \"%s:%d\"}\n".formatted(id, NETWORK + id, PORT));
    }
    list.append("  - {id: bystander, address: \"%s250:%d\"}\n".formatted(NETWORK, PORT));
    Files.writeString(directory.resolve("peers.yaml"), list);
    try (EmulatedNetwork network = EmulatedNetwork.make("scenarios");
        PythonHealthServer peers = PythonHealthServer.startIn(network, PORT);
        PackagedRollcall streaming =
            PackagedRollcall.startIn(network, directory, Map.of()).listening();
        PackagedRollcall polled =
            PackagedRollcall.startIn(network, directory, Map.of("rollcall.check.watch-limit", "0"))
                .listening();
        StatusRecorder seenStreaming = StatusRecorder.of(streaming);
        StatusRecorder seenPolled = StatusRecorder.of(polled)) {
      Eventually.holds(
          "all are healthy", PATIENCE, () -> areHealthy(seenStreaming) && areHealthy(seenPolled));
      DetectionTimer.pause(SETTLED);
      Map<String, Long> cut =
          new DetectionTimer(2, Duration.ofMillis(1_200))
              .each(ids(), id -> network.treat(NETWORK + id, "cut=both"), false);
      return List.of(
          ResultRow.times(
              "from a silent drop of all packets to UNHEALTHY, streams held",
              DetectionTimer.until(Status.STATUS_UNHEALTHY, seenStreaming, cut),
              HELD_BAR),
          ResultRow.times(
              "the same without streams (watch-limit 0)",
              DetectionTimer.until(Status.STATUS_UNHEALTHY, seenPolled, cut),
              POLLED_BAR));
    }
  }

  private static boolean areHealthy(StatusRecorder recorder) {
    return ids().stream().allMatch(id -> recorder.is(id, Status.STATUS_HEALTHY));
  }

  /** The last part of each peer's address. */
  private static List<String> ids() {
    return IntStream.rangeClosed(1, PEERS).mapToObj(String::valueOf).toList();
  }
}
