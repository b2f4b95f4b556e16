package dev.rollcall.bench;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.StatusRecorder;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.PythonHealthServer;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** 50 real peers are killed, come back, are terminated, and come back; all settings default. */
final class PeerDeathScenario implements Scenarios.Scenario {

  private static final int PEERS = 50;
  private static final Duration SETTLED = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration KILLED_BAR = Duration.ofMillis(1_500);

  private final DetectionTimer pauses = new DetectionTimer(1, Duration.ofMillis(800));

  @Override
  public List<ResultRow> run(Path directory) throws Exception {
    PythonHealthServer.required();
    Map<String, PythonHealthServer> peers = new TreeMap<>();
    try (HealthServer bystander = HealthServer.start()) {
      StringBuilder list = new StringBuilder("peers:\n");
      list.append("  - {id: bystander, address: \"%s\"}\n".formatted(bystander.address()));
      for (String id : ids()) {
        peers.put(id, PythonHealthServer.start(0));
        list.append(
            "  - {id: %s, address: \"127.0.0.1:%d\"}\n".formatted(id, peers.get(id).port()));
      }
      Files.writeString(directory.resolve("peers.yaml"), list);
      try (PackagedRollcall rollcall =
              PackagedRollcall.start(directory, Map.of(), Map.of()).listening();
          StatusRecorder recorder = StatusRecorder.of(rollcall)) {
        return measure(peers, recorder);
      }
    } finally {
      peers.values().forEach(PythonHealthServer::close);
    }
  }

  private List<ResultRow> measure(Map<String, PythonHealthServer> peers, StatusRecorder recorder)
      throws Exception {
    untilHealthy(recorder);
    Map<String, Long> killed = pauses.each(ids(), id -> peers.get(id).kill(), false);
    List<Duration> killTimes = DetectionTimer.until(Status.STATUS_UNHEALTHY, recorder, killed);
    List<Duration> backTimes = new ArrayList<>(restart(peers, recorder));

    untilHealthy(recorder);
    Map<String, Long> terminated = pauses.each(ids(), id -> peers.get(id).terminate(), false);
    List<Duration> endTimes = DetectionTimer.until(Status.STATUS_UNHEALTHY, recorder, terminated);
    for (PythonHealthServer peer : peers.values()) {
      peer.ended().join();
    }
    backTimes.addAll(restart(peers, recorder));
    return List.of(
        ResultRow.times("from kill -9 to UNHEALTHY", killTimes, KILLED_BAR),
        ResultRow.times("from SIGTERM to UNHEALTHY", endTimes),
        ResultRow.times("from the restart (it listens) to HEALTHY", backTimes));
  }

  private List<Duration> restart(Map<String, PythonHealthServer> peers, StatusRecorder recorder)
      throws Exception {
    Map<String, Long> back = pauses.each(ids(), id -> restart(peers, id), true);
    return DetectionTimer.until(Status.STATUS_HEALTHY, recorder, back);
  }

  private static void restart(Map<String, PythonHealthServer> peers, String id) throws IOException {
    peers.put(id, PythonHealthServer.start(peers.get(id).port()));
  }

  private static void untilHealthy(StatusRecorder recorder) {
    Eventually.holds(
        "all are healthy",
        PATIENCE,
        () -> ids().stream().allMatch(id -> recorder.is(id, Status.STATUS_HEALTHY)));
    DetectionTimer.pause(SETTLED);
  }

  private static List<String> ids() {
    return IntStream.rangeClosed(1, PEERS).mapToObj("n%02d"::formatted).toList();
  }
}
