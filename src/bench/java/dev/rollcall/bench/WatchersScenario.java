package dev.rollcall.bench;

import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * 1,000 watchers while all 100 peers change 10 times a second. What changes is the roster's entry:
 * the file is replaced and SIGHUP sent, so the lag has the reading of the file in it. The watchers
 * share the machine with the server.
 */
final class WatchersScenario implements Scenarios.Scenario {

  private static final int WATCHERS = 1_000;
  private static final int CONNECTIONS = 100;
  private static final int PEERS = 100;
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration SETTLED = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LAG_BAR_MILLIS = 250;
  private static final double GROWTH_BAR = 1.1;

  private final Duration length;

  WatchersScenario(Duration length) {
    this.length = length;
  }

  private record Memory(long heapKb, long residentKb) {

    static Memory of(PackagedRollcall rollcall) throws IOException {
      long heap = ProcessStats.heapKb(rollcall.pid());
      return new Memory(heap, ProcessStats.residentKb(rollcall.pid()));
    }
  }

  @Override
  public List<ResultRow> run(Path directory) throws Exception {
    int warmUp = (int) SETTLED.dividedBy(PERIOD);
    int most = warmUp + (int) length.dividedBy(PERIOD);
    RosterVersions versions = new RosterVersions(directory, PEERS, most);
    versions.write(0);
    List<WatcherLag> lags = new ArrayList<>();
    Map<String, String> settings = Map.of("rollcall.peers-file", "peers.json");
    try (PackagedRollcall rollcall =
            PackagedRollcall.start(directory, settings, Map.of()).listening();
        WatchStreams watches =
            new WatchStreams(
                rollcall.port().orElseThrow(),
                WATCHERS,
                CONNECTIONS,
                () -> {
                  lags.add(new WatcherLag(versions, warmUp));
                  return lags.get(lags.size() - 1);
                })) {
      Eventually.holds("all watch", PATIENCE, () -> watches.begun() == WATCHERS);
      change(rollcall, versions, 1, warmUp);
      Memory before = Memory.of(rollcall);
      double cpu = ProcessStats.cpuSeconds(rollcall.pid());
      long start = System.nanoTime();
      change(rollcall, versions, warmUp + 1, most);
      double took = (System.nanoTime() - start) / 1e9;
      cpu = (ProcessStats.cpuSeconds(rollcall.pid()) - cpu) / took * 100;
      Eventually.holds(
          "all hold the newest", PATIENCE, () -> lags.stream().allMatch(lag -> lag.last() == most));
      Memory after = Memory.of(rollcall);
      double rate = (most - warmUp) / took;
      return rows(lags, before, after, cpu, rate, watches.ended());
    }
  }

  /** On a grid, so that what is late is not forgiven. */
  private static void change(PackagedRollcall rollcall, RosterVersions versions, int from, int to)
      throws IOException {
    long next = System.nanoTime();
    for (int version = from; version <= to; version++) {
      next += PERIOD.toNanos();
      DetectionTimer.pause(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      versions.write(version);
      rollcall.hangUp();
    }
  }

  private List<ResultRow> rows(
      List<WatcherLag> lags, Memory before, Memory after, double cpu, double rate, int ended) {
    int[] p99 = lags.stream().mapToInt(lag -> lag.percentile(99)).sorted().toArray();
    int[] medians = lags.stream().mapToInt(lag -> lag.percentile(50)).sorted().toArray();
    int worst = p99[p99.length - 1];
    String what =
        "%,d watchers on %d connections, %d peers that each change %.1f times a second, %s s"
            .formatted(WATCHERS, CONNECTIONS, PEERS, rate, length.toSeconds());
    return List.of(
        ResultRow.against(
            "each watcher's p99 at most %d ms".formatted(LAG_BAR_MILLIS),
            worst <= LAG_BAR_MILLIS && ended == 0,
            what,
            "lag of the watchers: median %d ms; p99 of the middle one %d ms, of the worst %d ms; %d ended"
                .formatted(middle(medians), middle(p99), worst, ended)),
        ResultRow.against(
            "memory flat: at most %.0f %% more heap".formatted((GROWTH_BAR - 1) * 100),
            after.heapKb() <= before.heapKb() * GROWTH_BAR,
            "the same: what the server takes",
            String.format(
                Locale.ROOT,
                "CPU %.0f %% of one core; heap in use %.1f MB, then %.1f MB; resident %d MB, then %d MB",
                cpu,
                before.heapKb() / 1_024.0,
                after.heapKb() / 1_024.0,
                before.residentKb() / 1_024,
                after.residentKb() / 1_024)));
  }

  private static int middle(int[] sorted) {
    return IntStream.of(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
  }
}
