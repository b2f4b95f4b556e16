package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.TerminalWindow;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
          - {id: me, address: "127.0.0.9:1"}
        """
            .formatted(alive.address(), late.address()));
    rollcall =
        PackagedRollcall.start(
                directory,
                Map.of(
                    "rollcall.node-id",
                    "me",
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

  @Test
  void coloursAndMarksAndAWidth() throws IOException {
    try (TerminalWindow window = window(60, 20)) {
      window.type("rollcall list; echo done $?");
      window.shows("done 0");
      String text = window.text();
      assertTrue(text.contains("● healthy"), text);
      assertTrue(text.contains("✗ unhealthy"), text);
      assertTrue(
          text.lines().filter(line -> line.contains("healthy")).count() == 2,
          "no line is broken: " + text);
      assertTrue(window.colouredText().contains("\u001b[32m● healthy"), window.colouredText());

      window.type("clear; NO_COLOR=1 rollcall list; echo done again $?");
      window.shows("done again 0");
      assertFalse(window.colouredText().contains("\u001b[32m"), window.colouredText());
    }
  }

  @Test
  void aLineOfProgress() throws IOException {
    try (TerminalWindow window = window(100, 20)) {
      window.type("rollcall wait --timeout 60s; echo ended $?");
      window.shows("waiting for peers: 1 of 2; missing: late");
      late.set(ServingStatus.SERVING);
      try {
        window.shows("ended 0");
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
      window.shows("1 of 2 peers answer");
      window.shows("late");
      assertFalse(window.text().contains("--live"), "it has the screen to itself");
      alive.set(ServingStatus.NOT_SERVING);
      try {
        window.shows("0 of 2 peers answer");
      } finally {
        alive.set(ServingStatus.SERVING);
      }
      window.shows("1 of 2 peers answer");
      window.resize(50, 10);
      window.shows("1 of 2 peers answer");
      rollcall.signal("STOP");
      try {
        window.shows("last known state; ");
      } finally {
        rollcall.signal("CONT");
      }
      window.press("C-c");
      window.shows("left 130");
    }
  }

  @Test
  void aCommandOfATerminal() throws IOException {
    try (TerminalWindow window = window(100, 20)) {
      window.type("rollcall watch; echo left $?");
      window.shows("healthy alive");
      window.press("C-c");
      window.shows("left 130");
    }
  }

  @Test
  void aCommandThatIsRun() throws IOException {
    try (TerminalWindow window = window(100, 20)) {
      window.type(
          "rollcall exec --status healthy,unhealthy --prefix JOB -- sh -c"
              + " 'trap \"echo got it; exit 9\" INT; echo \"$JOB_NODES_NUM nodes\";"
              + " while :; do sleep 0.05; done'; echo ended $?");
      window.shows("3 nodes");
      window.press("C-c");
      window.shows("ended 9");
      assertEquals(1, window.text().lines().filter(line -> line.endsWith("got it")).count());
    }
  }

  @Test
  void commandsWithoutAServer() throws IOException {
    try (TerminalWindow window = window(100, 40)) {
      window.type("rollcall init other.yaml; echo init $?");
      window.shows("init 0");
      window.type("rollcall init other.yaml; echo again $?");
      window.shows("again 1");
      window.shows("rollcall: other.yaml already exists");
      window.type("clear; rollcall validate other.yaml; echo validate $?");
      window.shows("validate 0");
      window.shows("other.yaml: 2 peers");
      window.type("clear; rollcall validate other.yaml --diff peers.yaml; echo diff $?");
      window.shows("diff 0");
      window.shows("- late at 127.0.0.1:");
      window.type("echo 'peers: [{id: a, address: b}]' > bad.yaml");
      window.type("clear; rollcall validate bad.yaml; echo bad $?");
      window.shows("bad 1");
      window.shows("bad.yaml:1:26: peers[0].address: 'b' has no port");
      window.type("clear; rollcall check " + alive.address() + " --timeout 20s; echo check $?");
      window.shows("check 0");
      window.shows(alive.address() + " answers SERVING");
      window.type("clear; rollcall check " + late.address() + " --timeout 20s; echo late $?");
      window.shows("late 4");
    }
  }

  @Test
  void aDemo() throws IOException {
    try (TerminalWindow window = window(200, 40)) {
      window.type("rollcall demo --port 0; echo left $?");
      window.shows("every peer was checked: 4 of 4 answer");
      window.press("C-c");
      window.shows("left 130");
    }
  }
}
