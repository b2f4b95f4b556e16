package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.FakeDiscoveryServer;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.testing.program.RollcallCommand;
import dev.rollcall.testing.program.RollcallCommand.Result;
import dev.rollcall.testing.program.TerminalWindow;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command that queries a Rollcall, as a process, with and without a terminal: without a
 * server, with another program, with one that requires a token, and with one that goes away in the
 * middle.
 */
class FaultyServersIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int COLUMNS = 160;
  private static final int ROWS = 50;

  /** The commands, and their exit codes without an answer. */
  private static final Map<String, Integer> COMMANDS = commands();

  /** Commands that fail at once, so with one line. */
  private static final Set<String> WITHOUT_RETRY = Set.of("list", "watch", "topology");

  private final Path directory;

  FaultyServersIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private static Map<String, Integer> commands() {
    Map<String, Integer> commands = new LinkedHashMap<>();
    commands.put("list", 3);
    commands.put("watch", 3);
    commands.put("wait --timeout 2s", 3);
    commands.put("exec --timeout 2s -- true", 125);
    commands.put("topology", 3);
    return commands;
  }

  @Test
  void nothingListens() throws IOException {
    try (RefusingPort dead = RefusingPort.take()) {
      assertAllReport(dead.address(), "rollcall: nothing listens at " + dead.address());
    }
  }

  @Test
  void somethingElseListens() throws IOException {
    try (HealthServer other = HealthServer.start()) {
      assertAllReport(
          other.address(), "rollcall: " + other.address() + " answers, but is not a Rollcall");
    }
  }

  @Test
  void aWebServerListens() throws IOException {
    try (WebServer web = WebServer.start()) {
      assertAllReport(
          web.address(), "rollcall: " + web.address() + " answers, but is not a Rollcall");
    }
  }

  @Test
  void aTokenIsRequired() throws IOException {
    try (FakeDiscoveryServer server = FakeDiscoveryServer.start()) {
      server.requireToken("s3cret");
      assertAllReport(
          server.address(), "rollcall: " + server.address() + " requires a token; --token-file");
    }
  }

  /** All at once: each is a process of its own, and most of their time is its start. */
  private void assertAllReport(String server, String words) throws IOException {
    Map<String, RollcallCommand> runs = startAll(server);
    try {
      runs.forEach((command, run) -> assertReports(command, run.result(), words));
    } finally {
      runs.values().forEach(RollcallCommand::close);
    }
    assertAllReportOnATerminal(server, words);
  }

  private Map<String, RollcallCommand> startAll(String server) {
    Map<String, RollcallCommand> runs = new LinkedHashMap<>();
    for (String command : COMMANDS.keySet()) {
      runs.put(
          command,
          RollcallCommand.start(directory, Map.of("ROLLCALL_SERVER", server), command.split(" ")));
    }
    return runs;
  }

  private static void assertReports(String command, Result result, String words) {
    assertEnds(command, result, words);
    if (WITHOUT_RETRY.contains(command)) {
      assertEquals(1, result.err().size(), () -> command + ": " + result.text());
      assertTrue(result.err().get(0).startsWith(words), () -> command + ": " + result.text());
    }
  }

  private static void assertEnds(String command, Result result, String words) {
    assertEquals(COMMANDS.get(command), result.exitCode(), () -> command + ": " + result.text());
    assertEquals(List.of(), result.out(), command);
    assertTrue(result.text().contains(words), () -> command + ": " + result.text());
  }

  private void assertAllReportOnATerminal(String server, String words) throws IOException {
    List<String> commands = new ArrayList<>(COMMANDS.keySet());
    commands.add("topology --live");
    try (TerminalWindow window = window(server)) {
      for (String command : commands) {
        String ended = commands.indexOf(command) + " ended ";
        window.type("clear; rollcall " + command + "; echo " + ended + "$?");
        window.shows(ended + COMMANDS.getOrDefault(command, 3));
        assertTrue(window.text().startsWith(words), () -> command + ": " + window.text());
      }
    }
  }

  @Test
  void itGoesAwayBeforeItHasAnswered() {
    try (FakeDiscoveryServer server = FakeDiscoveryServer.start()) {
      server.beSilent();
      Map<String, RollcallCommand> runs = startAll(server.address());
      try {
        Eventually.holds(
            "all have called", PATIENCE, () -> server.authorizations().size() >= COMMANDS.size());
        server.stopHard();
        runs.forEach((command, run) -> assertEnds(command, run.result(), server.address()));
      } finally {
        runs.values().forEach(RollcallCommand::close);
      }
    }
  }

  @Test
  void itGoesAwayBeforeItHasAnsweredATerminal() throws IOException {
    try (FakeDiscoveryServer server = FakeDiscoveryServer.start();
        TerminalWindow window = window(server.address())) {
      server.beSilent();
      window.type("clear; rollcall list; echo ended $?");
      Eventually.holds("it has called", PATIENCE, () -> !server.lists().isEmpty());
      server.stopHard();
      window.shows("ended 3");
      assertTrue(window.text().startsWith("rollcall: "), window.text());
      assertTrue(window.text().contains(server.address()), window.text());
    }
  }

  @Test
  void itGoesAwayAndComesBackWhileATerminalLooksOn() throws IOException {
    try (FakeDiscoveryServer server = FakeDiscoveryServer.start();
        TerminalWindow watch = window(server.address());
        TerminalWindow wait = window(server.address());
        TerminalWindow exec = window(server.address())) {
      server.put(TestPeers.healthy("node1"), TestPeers.refusing("node2"));
      server.self(TestPeers.healthy("node0"));
      watch.type("rollcall watch; echo ended $?");
      wait.type("rollcall wait; echo ended $?");
      exec.type("rollcall exec -- sh -c 'echo \"$DSTACK_NODES_NUM nodes\"; exit 7'; echo ended $?");
      watch.shows("unhealthy node2");
      wait.shows("waiting for peers: 1 of 2; missing: node2");
      exec.shows("waiting for peers: 1 of 2; missing: node2");
      server.stopHard();
      for (TerminalWindow window : List.of(watch, wait, exec)) {
        window.shows("; trying again");
      }
      server.startAgain();
      for (TerminalWindow window : List.of(watch, wait, exec)) {
        window.shows("answers again");
      }
      server.put(TestPeers.healthy("node2"));
      watch.shows("● healthy node2");
      wait.shows("ended 0");
      exec.shows("3 nodes");
      exec.shows("ended 7");
    }
  }

  @Test
  void itGoesAwayWhileACommandRuns() throws IOException {
    try (FakeDiscoveryServer server = FakeDiscoveryServer.start()) {
      server.put(TestPeers.healthy("node1"));
      server.self(TestPeers.healthy("node0"));
      try (RollcallCommand exec =
          RollcallCommand.start(
              directory,
              Map.of("ROLLCALL_SERVER", server.address()),
              "exec",
              "--",
              "sh",
              "-c",
              "trap 'echo \"rank $DSTACK_NODE_RANK\"; exit 9' TERM; echo ready;"
                  + " while :; do sleep 0.05; done")) {
        Eventually.holds("it runs", PATIENCE, () -> exec.out().contains("ready"));
        server.stopHard();
        exec.signal("TERM");
        assertEquals(9, exec.result().exitCode());
        assertEquals(List.of("ready", "rank 0"), exec.out());
        assertEquals(List.of(), exec.err());
      }
    }
  }

  private TerminalWindow window(String server) throws IOException {
    Path own = Files.createTempDirectory(directory, "window");
    return TerminalWindow.open(own, COLUMNS, ROWS, Map.of("ROLLCALL_SERVER", server));
  }
}
