package dev.rollcall.bench;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * 1,000 peers, of which every second one accepts and stays silent. The others note when they are
 * checked. Without jitter they are checked on a grid, so what is late is seen from outside: by how
 * much each check comes later after its point of the grid than the earliest of that peer.
 */
final class CheckLatenessScenario implements Scenarios.Scenario {

  private static final int PEERS = 1_000;
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BAR = Duration.ofMillis(250);

  @Override
  public List<ResultRow> run(Path directory) throws Exception {
    try (CheckRecordingPeers living = new CheckRecordingPeers();
        HealthServer silent = HealthServer.startAtEveryAddress()) {
      silent.stayQuiet();
      StringBuilder list = new StringBuilder("peers:\n");
      for (int i = 0; i < PEERS; i++) {
        int port = i % 2 == 0 ? living.port() : silent.port();
        list.append(
            "  - {id: n%d, address: \"%s:%d\"}\n".formatted(i, LoopbackAddresses.of(i), port));
      }
      Files.writeString(directory.resolve("peers.yaml"), list);
      Map<String, String> settings =
          Map.of("rollcall.check.interval", "5s", "rollcall.check.jitter", "0%");
      try (PackagedRollcall rollcall =
          PackagedRollcall.start(directory, settings, Map.of()).listening()) {
        Eventually.holds(
            "all were checked", PATIENCE, () -> LoopbackAddresses.areChecked(rollcall));
        DetectionTimer.pause(INTERVAL);
        long start = System.nanoTime();
        DetectionTimer.pause(LENGTH);
        return List.of(row(living.checkTimes(), start));
      }
    }
  }

  private static ResultRow row(List<List<Long>> moments, long start) {
    List<Duration> late = new ArrayList<>();
    long missed = 0;
    for (List<Long> all : moments) {
      List<Long> checks = all.stream().filter(moment -> moment >= start).sorted().toList();
      long[] turns = checks.stream().mapToLong(moment -> turn(checks, moment)).toArray();
      long earliest =
          IntStream.range(0, turns.length)
              .mapToLong(i -> checks.get(i) - turns[i] * INTERVAL.toNanos())
              .min()
              .orElseThrow();
      for (int i = 0; i < turns.length; i++) {
        late.add(Duration.ofNanos(checks.get(i) - turns[i] * INTERVAL.toNanos() - earliest));
      }
      missed +=
          LENGTH.dividedBy(INTERVAL) - 1 - Math.min(turns.length, LENGTH.dividedBy(INTERVAL) - 1);
    }
    Duration worst = ResultRow.percentile(late, 100);
    return ResultRow.against(
        "none later than %d ms".formatted(BAR.toMillis()),
        worst.compareTo(BAR) <= 0 && missed == 0 && moments.size() == PEERS / 2,
        "lateness of checks, 1,000 peers of which half are silent, every %d s"
            .formatted(INTERVAL.toSeconds()),
        "median %d ms, p99 %d ms, worst %d ms of %d; %d missed"
            .formatted(
                ResultRow.percentile(late, 50).toMillis(),
                ResultRow.percentile(late, 99).toMillis(),
                worst.toMillis(),
                late.size(),
                missed));
  }

  private static long turn(List<Long> checks, long moment) {
    return Math.round((moment - checks.get(0)) / (double) INTERVAL.toNanos());
  }
}
