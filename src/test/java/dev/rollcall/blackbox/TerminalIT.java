package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.HealthServer;
import dev.rollcall.testing.PackagedRollcall;
import dev.rollcall.testing.TerminalWindow;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real terminal. */
@TestInstance(Lifecycle.PER_CLASS)
class TerminalIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final HealthServer alive = HealthServer.start();
  private final HealthServer late = HealthServer.start();
  private PackagedRollcall rollcall;

  TerminalIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  void start() throws IOException {
    alive.set(ServingStatus.SERVING);
    late.set(ServingStatus.NOT_SERVING);
    Files.writeString(
        directory.resolve("peers.yaml"),
        """
        peers:
          - {id: alive, address: "%s", capabilities: {memory_gb: 64, chip: A chip with a long name}}
          - {id: late, address: "%s"}
        """
            .formatted(alive.address(), late.address()));
    rollcall =
        PackagedRollcall.start(
                directory,
                Map.of(
                    "rollcall.check.interval",
                    "500ms",
                    "rollcall.check.confirm-interval",
                    "100ms",
                    "rollcall.check.down-interval",
                    "200ms"),
                Map.of())
            .listening();
  }

  @AfterAll
  void stop() {
    rollcall.close();
    alive.close();
    late.close();
  }

  private TerminalWindow window(int columns, int rows) throws IOException {
    return TerminalWindow.open(
        directory,
        columns,
        rows,
        Map.of("ROLLCALL_SERVER", "127.0.0.1:" + rollcall.port().orElseThrow()));
  }

  private static void seen(TerminalWindow window, String text) {
    try {
      Eventually.holds("'" + text + "' is seen", PATIENCE, () -> window.text().contains(text));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + " in:\n" + window.text(), e);
    }
  }

  @Test
  void coloursAndMarksAndAWidth() throws IOException {
    try (TerminalWindow window = window(60, 20)) {
      window.type("rollcall list; echo done $?");
      seen(window, "done 0");
      String text = window.text();
      assertTrue(text.contains("● healthy"), text);
      assertTrue(text.contains("✗ unhealthy"), text);
      assertTrue(
          text.lines().filter(line -> line.contains("healthy")).count() == 2,
          "no line is broken: " + text);
      assertTrue(window.colouredText().contains("\u001b[32m● healthy"), window.colouredText());

      window.type("clear; NO_COLOR=1 rollcall list; echo done again $?");
      seen(window, "done again 0");
      assertFalse(window.colouredText().contains("\u001b[32m"), window.colouredText());
    }
  }

  @Test
  void aLineOfProgress() throws IOException {
    try (TerminalWindow window = window(100, 20)) {
      window.type("rollcall wait --timeout 60s; echo ended $?");
      seen(window, "waiting for peers: 1 of 2; not late");
      late.set(ServingStatus.SERVING);
      try {
        seen(window, "ended 0");
        assertFalse(window.text().contains("waiting for"), window.text());
      } finally {
        late.set(ServingStatus.NOT_SERVING);
      }
    }
  }

  @Test
  void aPictureThatIsDrawnAgain() throws IOException {
    try (TerminalWindow window = window(100, 20)) {
      window.type("rollcall topology --live; echo left $?");
      seen(window, "1 of 2 peers answer");
      seen(window, "late");
      assertFalse(window.text().contains("--live"), "it has the screen to itself");
      alive.set(ServingStatus.NOT_SERVING);
      try {
        seen(window, "0 of 2 peers answer");
      } finally {
        alive.set(ServingStatus.SERVING);
      }
      seen(window, "1 of 2 peers answer");
      window.resize(50, 10);
      seen(window, "1 of 2 peers answer");
      rollcall.signal("STOP");
      try {
        seen(window, "as it was; ");
      } finally {
        rollcall.signal("CONT");
      }
      window.press("C-c");
      seen(window, "left 130");
    }
  }

  @Test
  void aCommandOfATerminal() throws IOException {
    try (TerminalWindow window = window(100, 20)) {
      window.type("rollcall watch; echo left $?");
      seen(window, "healthy alive");
      window.press("C-c");
      seen(window, "left 130");
    }
  }
}
