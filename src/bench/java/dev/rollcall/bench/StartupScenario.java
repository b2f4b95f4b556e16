package dev.rollcall.bench;

import dev.rollcall.testing.program.InstalledJdks;
import dev.rollcall.testing.program.InstalledJdks.Jdk;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.SystemCommand;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From the start of the process to the first answered ListPeers, and the memory that it has a
 * minute later, with 100 peers; on each JDK of this machine, with the classes written down and not.
 * Such starts take turns, so that what else the machine does hits them alike.
 */
final class StartupScenario implements Scenarios.Scenario {

  private static final int RUNS = 20;
  private static final int PEERS = 100;
  private static final int CACHES_SINCE = 25;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration SETTLED = Duration.ofSeconds(60);

  /** A way to start the jar. */
  private record Way(String label, List<String> java, Path jar) {}

  @Override
  public List<ResultRow> run(Path directory) throws Exception {
    if (PackagedRollcall.isNative()) {
      throw new IllegalStateException("measures the jar; a binary was built last");
    }
    List<Way> ways = new ArrayList<>();
    for (Jdk jdk : InstalledJdks.all()) {
      ways.add(new Way(jdk + ", as it is", List.of(jdk.java().toString()), program()));
      ways.add(shared(jdk, directory));
    }
    List<ResultRow> rows = new ArrayList<>();
    rows.add(ResultRow.of("size of the jar", "%.1f MB".formatted(Files.size(program()) / 1e6)));
    try (PeerProcess peers = PeerProcess.start()) {
      StringBuilder list = new StringBuilder("peers:\n");
      for (int i = 0; i < PEERS; i++) {
        list.append(
            "  - {id: n%d, address: \"%s:%d\"}\n"
                .formatted(i, LoopbackAddresses.of(i), peers.port()));
      }
      Files.writeString(directory.resolve("peers.yaml"), list);
      rows.addAll(starts(ways, directory));
      rows.addAll(memory(ways, directory));
    }
    return rows;
  }

  private static Path program() throws IOException {
    return PackagedRollcall.program();
  }

  private static Way shared(Jdk jdk, Path directory) throws IOException {
    Path own = Files.createDirectory(directory.resolve("jdk-" + jdk.version()));
    Path jar = own.resolve("rollcall.jar");
    Files.copy(program(), jar, StandardCopyOption.COPY_ATTRIBUTES);
    SystemCommand.run(
        "env", "JAVA_HOME=" + jdk.home(), "sh", "src/build/share-classes.sh", jar.toString());
    List<String> java = new ArrayList<>(List.of(jdk.java().toString()));
    if (jdk.version() >= CACHES_SINCE) {
      java.add("-XX:AOTCache=" + own.resolve("rollcall.aot"));
    } else {
      java.add("-XX:SharedArchiveFile=" + own.resolve("rollcall.jsa"));
    }
    return new Way(jdk + ", classes written down", java, jar);
  }

  private static List<ResultRow> starts(List<Way> ways, Path directory) throws IOException {
    List<List<Duration>> times = new ArrayList<>();
    ways.forEach(way -> times.add(new ArrayList<>()));
    for (int run = 0; run < RUNS; run++) {
      for (int i = 0; i < ways.size(); i++) {
        times.get(i).add(start(ways.get(i), directory));
      }
    }
    List<ResultRow> rows = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      rows.add(ResultRow.times("start to first ListPeers, " + ways.get(i).label(), times.get(i)));
    }
    return rows;
  }

  private static Duration start(Way way, Path directory) throws IOException {
    long before = System.nanoTime();
    try (PackagedRollcall rollcall = started(way, directory)) {
      while (rollcall.port().isEmpty()) {
        DetectionTimer.pause(MOMENT);
      }
      rollcall.list();
      return Duration.ofNanos(System.nanoTime() - before);
    }
  }

  private static PackagedRollcall started(Way way, Path directory) throws IOException {
    return PackagedRollcall.startJar(way.java(), way.jar(), directory, Map.of());
  }

  private static List<ResultRow> memory(List<Way> ways, Path directory) throws Exception {
    List<PackagedRollcall> running = new ArrayList<>();
    List<ResultRow> rows = new ArrayList<>();
    try {
      for (Way way : ways) {
        running.add(started(way, directory).listening());
      }
      for (PackagedRollcall rollcall : running) {
        Eventually.holds(
            "all were checked", PATIENCE, () -> LoopbackAddresses.areChecked(rollcall));
      }
      DetectionTimer.pause(SETTLED);
      for (int i = 0; i < ways.size(); i++) {
        long resident = ProcessStats.residentKb(running.get(i).pid()) / 1_024;
        rows.add(
            ResultRow.of(
                "resident, %d idle peers, %s".formatted(PEERS, ways.get(i).label()),
                resident + " MB"));
      }
    } finally {
      running.forEach(PackagedRollcall::close);
    }
    return rows;
  }
}
