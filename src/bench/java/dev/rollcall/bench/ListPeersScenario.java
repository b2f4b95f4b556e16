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
import java.util.stream.Stream;

/**
 * ListPeers, next to a bare service on the same stack that returns a constant of the same size.
 * They are measured in turns, a few seconds each; what is shown is the middle of the turns. Server
 * and client share this machine, so the processor time that the server takes for a call is shown
 * too: the client's share, which is the same for both, hides a part of the difference.
 */
final class ListPeersScenario implements Scenarios.Scenario {

  private static final int UNDER_WAY = 50;
  private static final int TURNS = 5;
  private static final double BAR = 0.8;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration TURN = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What was seen of a server in a turn, or in the middle of all. */
  private record Seen(
      double callsASecond, double median, double p99, double cpuMicros, double failures) {

    static Seen middle(List<Seen> all) {
      return new Seen(
          middle(all.stream().map(Seen::callsASecond)),
          middle(all.stream().map(Seen::median)),
          middle(all.stream().map(Seen::p99)),
          middle(all.stream().map(Seen::cpuMicros)),
          all.stream().mapToDouble(Seen::failures).sum());
    }

    private static double middle(Stream<Double> values) {
      List<Double> sorted = values.sorted().toList();
      return sorted.get(sorted.size() / 2);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,.0f calls/s, median %.2f ms, p99 %.2f ms, %.0f µs of processor a call, %.0f failed",
          callsASecond,
          median,
          p99,
          cpuMicros,
          failures);
    }
  }

  @Override
  public List<ResultRow> run(Path directory) throws Exception {
    List<ResultRow> rows = new ArrayList<>();
    try (PeerProcess peers = PeerProcess.start()) {
      for (int size : List.of(10, 100, 1_000)) {
        Path own = Files.createDirectory(directory.resolve("list-" + size));
        Files.writeString(own.resolve("peers.yaml"), list(size, peers.port()));
        try (PackagedRollcall rollcall =
            PackagedRollcall.start(own, Map.of(), Map.of()).listening()) {
          Eventually.holds(
              "all were checked", PATIENCE, () -> LoopbackAddresses.areChecked(rollcall));
          rows.addAll(compared(size, own, rollcall));
        }
      }
    }
    return rows;
  }

  private static String list(int size, int port) {
    StringBuilder list = new StringBuilder("peers:\n");
    for (int i = 0; i < size; i++) {
      list.append(
          ("  - {id: node-%04d, address: \"%s:%d\", labels: {site: factory-a, rack: \"%d\"},"
                  + " capabilities: {memory_gb: 64, gpu: true, gpu_count: 2, gpu_memory_gb: 48,"
                  + " model: Workstation, chip: RTX 4090}}\n")
              .formatted(i, LoopbackAddresses.of(i), port, i / 40));
    }
    return list.toString();
  }

  private static List<ResultRow> compared(int size, Path own, PackagedRollcall rollcall)
      throws IOException, InterruptedException {
    byte[] answer = rollcall.list().toByteArray();
    Path constant = Files.write(own.resolve("constant"), answer);
    List<ResultRow> rows = new ArrayList<>();
    try (JavaProcess bare = JavaProcess.start(BaselineService.class, constant.toString())) {
      for (int connections : List.of(1, UNDER_WAY)) {
        List<Seen> mine = new ArrayList<>();
        List<Seen> others = new ArrayList<>();
        try (LoadGenerator toOurs =
                new LoadGenerator(rollcall.port().orElseThrow(), connections, UNDER_WAY);
            LoadGenerator toOther = new LoadGenerator(bare.port(), connections, UNDER_WAY)) {
          toOurs.run(WARM_UP);
          toOther.run(WARM_UP);
          for (int turn = 0; turn < TURNS; turn++) {
            mine.add(seen(toOurs, rollcall.pid()));
            others.add(seen(toOther, bare.pid()));
          }
        }
        rows.add(row(size, connections, answer.length, Seen.middle(mine), Seen.middle(others)));
      }
    }
    return rows;
  }

  private static Seen seen(LoadGenerator load, long pid) throws IOException, InterruptedException {
    double before = ProcessStats.cpuSeconds(pid);
    LoadGenerator.Result result = load.run(TURN);
    double cpu = ProcessStats.cpuSeconds(pid) - before;
    return new Seen(
        result.callsASecond(),
        result.millis(50),
        result.millis(99),
        cpu * 1e6 / result.nanos().length,
        result.failures().size());
  }

  private static ResultRow row(int size, int connections, int bytes, Seen ours, Seen bare) {
    double part = ours.callsASecond() / bare.callsASecond();
    return ResultRow.against(
        "at least %.1f of the bare service".formatted(BAR),
        part >= BAR && ours.failures() == 0,
        "ListPeers of %,d peers (%,d bytes), %d under way on %d connection%s"
            .formatted(size, bytes, UNDER_WAY, connections, connections == 1 ? "" : "s"),
        String.format(Locale.ROOT, "%s; bare: %s; that is %.2f of it", ours, bare, part));
  }
}
