package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.StatusRecorder;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.SystemCommand;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollcall runs out of file descriptors: a local error, which no peer is blamed for. */
class DescriptorsIT {

  private static final int BEFORE = 2;
  private static final int IN_ALL = 200;
  private static final int SPARE = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void itIsReportedAndBlamedOnNobodyAndAfterwardsAllAreChecked(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("peers.yaml");
    try (HealthServer server = HealthServer.startAtEveryAddress()) {
      Files.writeString(file, list(server, BEFORE));
      try (PackagedRollcall rollcall = start(directory);
          StatusRecorder recorder = StatusRecorder.of(rollcall)) {
        Eventually.holds("the first are healthy", PATIENCE, () -> healthy(recorder) == BEFORE);
        limit(rollcall, descriptors(rollcall) + SPARE + ":");

        Files.writeString(file, list(server, IN_ALL));
        rollcall.hangUp();

        Eventually.holds("it is reported", PATIENCE, () -> !localErrors(rollcall).isEmpty());
        Eventually.keeps(
            "nobody is blamed for it", Duration.ofSeconds(5), () -> nobodyIsBlamed(recorder));
        assertTrue(healthy(recorder) < IN_ALL, "descriptors were exhausted all the time");
        assertEquals(1, rollcall.lines("WARN").size(), rollcall.output().toString());
        String warning = localErrors(rollcall).get(0);
        assertTrue(warning.toLowerCase(Locale.ROOT).contains("too many open files"), warning);
        int before = rollcall.lines("INFO").size();

        limit(rollcall, hardLimit(rollcall) + ":");

        Eventually.holds("all are healthy", PATIENCE, () -> healthy(recorder) == IN_ALL);
        Eventually.holds("its end is reported", () -> rollcall.lines("INFO").size() > before);
        assertTrue(nobodyIsBlamed(recorder));
        assertEquals(before + 1, rollcall.lines("INFO").size(), rollcall.output().toString());
        assertEquals(1, rollcall.lines("WARN").size(), rollcall.output().toString());
      }
    }
  }

  private static PackagedRollcall start(Path directory) throws IOException {
    Map<String, String> settings =
        Map.of(
            "rollcall.check.interval", "1s",
            // Polling the file takes a descriptor too, and reports by itself that there is none.
            "rollcall.reload-interval", "1h");
    return PackagedRollcall.start(directory, settings, Map.of()).listening();
  }

  private static String list(HealthServer server, int count) {
    StringBuilder list = new StringBuilder("peers:\n");
    for (int i = 1; i <= count; i++) {
      list.append("  - {id: n%d, address: \"127.0.1.%d:%d\"}\n".formatted(i, i, server.port()));
    }
    return list.toString();
  }

  private static List<String> localErrors(PackagedRollcall rollcall) {
    return rollcall.lines("cannot check");
  }

  private static long healthy(StatusRecorder recorder) {
    return ids().filter(id -> recorder.is(id, Status.STATUS_HEALTHY)).count();
  }

  private static boolean nobodyIsBlamed(StatusRecorder recorder) {
    return ids().map(recorder::statuses).allMatch(DescriptorsIT::isNeverUnhealthy);
  }

  private static boolean isNeverUnhealthy(List<Status> statuses) {
    return statuses.stream()
        .allMatch(status -> status == Status.STATUS_UNKNOWN || status == Status.STATUS_HEALTHY);
  }

  private static Stream<String> ids() {
    return IntStream.rangeClosed(1, IN_ALL).mapToObj(i -> "n" + i);
  }

  private static long descriptors(PackagedRollcall rollcall) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/%d/fd".formatted(rollcall.pid())))) {
      return open.count();
    }
  }

  private static String hardLimit(PackagedRollcall rollcall) throws IOException {
    String pid = String.valueOf(rollcall.pid());
    return SystemCommand.run("prlimit", "--pid", pid, "--nofile", "--output=HARD", "--noheadings")
        .strip();
  }

  /** Sets the soft limit, which needs no rights. */
  private static void limit(PackagedRollcall rollcall, String limit) throws IOException {
    SystemCommand.run("prlimit", "--pid", String.valueOf(rollcall.pid()), "--nofile=" + limit);
  }
}
