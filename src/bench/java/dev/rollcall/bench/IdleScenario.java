package dev.rollcall.bench;

import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What healthy peers cost while nothing happens, by their number and by what is kept of them, with
 * the default interval. Peers of one kind share a process; those with 10,000 need as many files.
 */
final class IdleScenario implements Scenarios.Scenario {

  private static final int FEW = 10;
  private static final List<List<Integer>> ROUNDS = List.of(List.of(FEW, 1_000), List.of(10_000));
  private static final Duration SETTLED = Duration.ofSeconds(40);
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** What is kept between checks. */
  private enum Kept {
    NOTHING("no connection kept (tcp)", Map.of("rollcall.check.type", "tcp"), 30),
    CONNECTION("connection kept (grpc)", Map.of("rollcall.check.watch-limit", "0"), 80),
    STREAM("stream held (grpc)", Map.of("rollcall.check.watch-limit", "65536"), 80);

    private final String label;
    private final Map<String, String> settings;
    private final int barKb;

    Kept(String label, Map<String, String> settings, int barKb) {
      this.label = label;
      this.settings = settings;
      this.barKb = barKb;
    }
  }

  /** One Rollcall and its peers. */
  private record Run(int peers, Kept kept, PeerProcess others, PackagedRollcall rollcall) {}

  /**
   * What was read of a process, the memory after a collection. What is resident has room for
   * garbage in it, as much as the JVM thinks fit; the bars are for what the peers need, on the
   * heap.
   */
  private record Use(double cpuPercent, long residentKb, long heapKb) {}

  @Override
  public List<ResultRow> run(Path directory) throws Exception {
    Map<String, Use> few = new TreeMap<>();
    List<ResultRow> rows = new ArrayList<>();
    for (List<Integer> sizes : ROUNDS) {
      List<Run> runs = new ArrayList<>();
      try {
        for (int size : sizes) {
          for (Kept kept : Kept.values()) {
            runs.add(start(size, kept, directory));
          }
        }
        measure(runs, few, rows);
      } finally {
        for (Run run : runs) {
          run.rollcall().close();
          run.others().close();
        }
      }
    }
    return rows;
  }

  private static Run start(int size, Kept kept, Path directory) throws IOException {
    PeerProcess others = PeerProcess.start();
    StringBuilder list = new StringBuilder("peers:\n");
    for (int i = 0; i < size; i++) {
      list.append(
          "  - {id: n%d, address: \"%s:%d\"}\n"
              .formatted(i, LoopbackAddresses.of(i), others.port()));
    }
    Path own = Files.createDirectory(directory.resolve(kept + "-" + size));
    Files.writeString(own.resolve("peers.yaml"), list);
    PackagedRollcall rollcall = PackagedRollcall.start(own, kept.settings, Map.of());
    return new Run(size, kept, others, rollcall);
  }

  private static void measure(List<Run> runs, Map<String, Use> few, List<ResultRow> rows)
      throws IOException {
    for (Run run : runs) {
      run.rollcall().listening();
      Eventually.holds(
          "all were checked", PATIENCE, () -> LoopbackAddresses.areChecked(run.rollcall()));
    }
    DetectionTimer.pause(SETTLED);
    List<Double> before = new ArrayList<>();
    for (Run run : runs) {
      before.add(ProcessStats.cpuSeconds(run.rollcall().pid()));
    }
    DetectionTimer.pause(LENGTH);
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      long pid = runs.get(i).rollcall().pid();
      double cpu = (ProcessStats.cpuSeconds(pid) - before.get(i)) / LENGTH.toSeconds() * 100;
      long heap = ProcessStats.heapKb(pid);
      uses.add(new Use(cpu, ProcessStats.residentKb(pid), heap));
    }
    for (int i = 0; i < runs.size(); i++) {
      rows.add(row(runs.get(i), uses.get(i), few));
    }
  }

  private static ResultRow row(Run run, Use use, Map<String, Use> few) {
    String scenario = "%,d idle peers, %s".formatted(run.peers(), run.kept().label);
    String measured =
        String.format(
            Locale.ROOT,
            "CPU %.1f %% of one core; resident %d MB; heap in use %d MB",
            use.cpuPercent(),
            use.residentKb() / 1_024,
            use.heapKb() / 1_024);
    if (run.peers() == FEW) {
      few.put(run.kept().name(), use);
      return ResultRow.of(scenario, measured);
    }
    Use least = few.get(run.kept().name());
    double heap = (use.heapKb() - least.heapKb()) / (double) (run.peers() - FEW);
    double resident = (use.residentKb() - least.residentKb()) / (double) (run.peers() - FEW);
    return ResultRow.against(
        "at most %d KB of heap for each peer".formatted(run.kept().barKb),
        heap <= run.kept().barKb,
        scenario,
        measured
            + String.format(
                Locale.ROOT, "; for each peer %.1f KB of heap, %.1f KB resident", heap, resident));
  }
}
