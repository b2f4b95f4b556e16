package dev.rollcall.bench;

import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What 10,000 watchers cost while nothing changes but their keep-alive every 30 s. */
final class IdleWatchersScenario implements Scenarios.Scenario {

  private static final int WATCHERS = 10_000;
  private static final int CONNECTIONS = 100;
  private static final int PEERS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration SETTLED = Duration.ofSeconds(35);
  private static final Duration LENGTH = Duration.ofSeconds(60);

  @Override
  public List<ResultRow> run(Path directory) throws Exception {
    new RosterVersions(directory, PEERS, 0).write(0);
    Map<String, String> settings =
        Map.of("rollcall.peers-file", "peers.json", "rollcall.listen.watch-limit", "20000");
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(directory, settings, Map.of()).listening()) {
      int port = rollcall.port().orElseThrow();
      // What one watcher loads and warms up is not counted for the others.
      try (WatchStreams few =
          new WatchStreams(port, CONNECTIONS, CONNECTIONS, () -> message -> {})) {
        Eventually.holds("some watch", PATIENCE, () -> few.begun() == CONNECTIONS);
        long heap = ProcessStats.heapKb(rollcall.pid());
        long resident = ProcessStats.residentKb(rollcall.pid());
        return List.of(measured(rollcall, port, heap, resident));
      }
    }
  }

  private static ResultRow measured(PackagedRollcall rollcall, int port, long heap, long resident)
      throws Exception {
    try (WatchStreams watches =
        new WatchStreams(port, WATCHERS, CONNECTIONS, () -> message -> {})) {
      Eventually.holds("all watch", PATIENCE, () -> watches.begun() == WATCHERS);
      DetectionTimer.pause(SETTLED);
      double cpu = ProcessStats.cpuSeconds(rollcall.pid());
      DetectionTimer.pause(LENGTH);
      cpu = (ProcessStats.cpuSeconds(rollcall.pid()) - cpu) / LENGTH.toSeconds() * 100;
      long heapNow = ProcessStats.heapKb(rollcall.pid());
      long residentNow = ProcessStats.residentKb(rollcall.pid());
      return ResultRow.of(
          "%,d idle watchers on %d more connections".formatted(WATCHERS, CONNECTIONS),
          String.format(
              Locale.ROOT,
              "for each watcher %.1f KB of heap, %.1f KB resident; in all %d MB of heap in use,"
                  + " %d MB resident; CPU %.1f %% of one core; %d ended",
              (heapNow - heap) / (double) WATCHERS,
              (residentNow - resident) / (double) WATCHERS,
              heapNow / 1_024,
              residentNow / 1_024,
              cpu,
              watches.ended()));
    }
  }
}
