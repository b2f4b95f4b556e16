package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.FakeServiceManager;
import dev.rollcall.testing.network.FakeServiceManager.Notification;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notifications to a service manager, from start to end. */
class SystemdIT {

  private static final long WATCHDOG_MICROS = 600_000;

  private final Path directory;

  SystemdIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void itIsNotifiedFromStartToEnd() throws IOException, InterruptedException {
    String name = directory.resolve("notify").toString();
    Path file = directory.resolve("peers.yaml");
    try (FakeServiceManager manager = FakeServiceManager.at(name);
        HealthServer one = HealthServer.start();
        HealthServer other = HealthServer.start()) {
      Files.writeString(file, list(one, other));
      try (PackagedRollcall rollcall =
          start(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "" + WATCHDOG_MICROS))) {
        manager.await("it listens", "READY=1"::equals);
        Eventually.holds("so it does", () -> rollcall.port().isPresent());
        manager.await("both answer", "STATUS=2 of 2 peers answer"::equals);

        other.stopHard();
        manager.await("one is dead", "STATUS=1 of 2 peers answers"::equals);

        Files.writeString(file, list(one));
        rollcall.hangUp();
        manager.await("the list is short", "STATUS=1 of 1 peer answers"::equals);
        Eventually.holds("the reload has ended", () -> count(manager, "READY=1") == 2);
        assertAReload(manager);

        Eventually.holds("it lives on", () -> count(manager, "WATCHDOG=1") >= 5);
        rollcall.terminate();
        rollcall.exitCode();
        manager.await("it ends", text -> text.startsWith("STOPPING=1"));
        assertTrue(rollcall.lines("WARN").stream().allMatch(line -> line.contains("is unhealthy")));
        assertTrue(
            manager.notices().stream().allMatch(notice -> notice.pid() == rollcall.pid()),
            "NotifyAccess=main: " + manager.notices());
      }
    }
  }

  private static void assertAReload(FakeServiceManager manager) {
    List<Notification> notices = manager.notices();
    List<String> texts = notices.stream().map(Notification::text).toList();
    Notification begun = manager.await("the reload", text -> text.startsWith("RELOADING=1"));
    long reported = Long.parseLong(begun.text().substring("RELOADING=1|MONOTONIC_USEC=".length()));
    long age = begun.micros() - reported;
    assertTrue(age >= 0 && age < 5_000_000, "by the clock of systemd, %d µs ago".formatted(age));
    int at = texts.indexOf(begun.text());
    assertTrue(texts.indexOf("READY=1") < at, texts.toString());
    assertTrue(at < texts.lastIndexOf("READY=1"), texts.toString());
  }

  @Test
  void aReloadOfABadFileEndsTooAndIsSeen() throws IOException {
    String name = "@rollcall-" + UUID.randomUUID();
    Path file = directory.resolve("peers.yaml");
    try (FakeServiceManager manager = FakeServiceManager.at(name);
        HealthServer peer = HealthServer.start()) {
      Files.writeString(file, list(peer));
      try (PackagedRollcall rollcall = start(Map.of("NOTIFY_SOCKET", name))) {
        manager.await("it answers", "STATUS=1 of 1 peer answers"::equals);
        manager.await("it listens", "READY=1"::equals);

        Files.writeString(file, "peers: [");
        rollcall.hangUp();
        Eventually.holds("the reload has ended", () -> count(manager, "READY=1") == 2);
        Eventually.holds(
            "it is logged",
            () -> rollcall.lines("rejected, keeping the previous list").size() == 1);
        manager.await(
            "it is seen", text -> text.contains("newest version of the list was rejected"));
        assertEquals(0, count(manager, "WATCHDOG=1"), "nobody has asked for it");
      }
    }
  }

  @Test
  void theTimersThreadThatStandsStillIsNotSeenAsAlive() throws IOException {
    String name = directory.resolve("notify").toString();
    Files.writeString(directory.resolve("peers.yaml"), "peers: [{address: \"127.0.0.1:1\"}]");
    try (FakeServiceManager manager = FakeServiceManager.at(name);
        PackagedRollcall rollcall =
            start(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "" + WATCHDOG_MICROS))) {
      manager.await("it lives", "WATCHDOG=1"::equals);
      rollcall.signal("STOP");
      // What was sent before is still on its way.
      Eventually.keeps("it stands still", Duration.ofMillis(100), rollcall::isAlive);
      int before = manager.notices().size();
      Eventually.keeps(
          "it is silent", Duration.ofSeconds(1), () -> manager.notices().size() == before);
      rollcall.signal("CONT");
      Eventually.holds("it goes on", () -> manager.notices().size() > before);
    }
  }

  @Test
  void invalidVariablesAreLoggedAndTheServiceStarts() throws IOException {
    Files.writeString(directory.resolve("peers.yaml"), "peers: [{address: \"127.0.0.1:1\"}]");
    Path nowhere = directory.resolve("nowhere");
    try (PackagedRollcall rollcall =
        start(Map.of("NOTIFY_SOCKET", nowhere.toString(), "WATCHDOG_USEC", "soon"))) {
      rollcall.listening();
      Eventually.holds(
          "the socket is logged", () -> rollcall.lines(nowhere.toString()).size() == 1);
      assertEquals(
          1,
          rollcall.lines("WATCHDOG_USEC is 'soon'; expected microseconds, 10000 or more").size(),
          rollcall.output().toString());
    }
  }

  @Test
  void withoutAServiceManagerNothingIsLoadedForIt() throws IOException {
    try (HealthServer peer = HealthServer.start()) {
      Files.writeString(directory.resolve("peers.yaml"), list(peer));
      try (PackagedRollcall rollcall = start(Map.of("NOTIFY_SOCKET", "")).listening()) {
        // From then on gRPC has chosen its transport.
        Eventually.holds(
            "it was checked", () -> !rollcall.lines("every peer was checked: 1 of 1").isEmpty());
        String maps = Files.readString(Path.of("/proc", "" + rollcall.pid(), "maps"));
        assertTrue(!maps.contains("netty_transport_native"), maps);
      }
    }
  }

  private PackagedRollcall start(Map<String, String> environment) throws IOException {
    return PackagedRollcall.start(
        directory, Map.of("rollcall.check.down-interval", "200ms"), environment);
  }

  private static long count(FakeServiceManager manager, String text) {
    return manager.texts().stream().filter(text::equals).count();
  }

  private static String list(HealthServer... servers) {
    StringBuilder list = new StringBuilder("peers:\n");
    for (HealthServer server : servers) {
      list.append("  - {id: n%d, address: \"%s\"}\n".formatted(server.port(), server.address()));
    }
    return list.toString();
  }
}
