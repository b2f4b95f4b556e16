package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.RollcallCommand;
import dev.rollcall.testing.program.SystemCommand;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every signal that {@code kill -l} lists: the service survives it, or ends in order. */
@EnabledOnOs(OS.LINUX)
class SignalsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What no program can handle, or a JVM does not: faults of its own. */
  private static final Set<String> FATAL = Set.of("KILL", "SEGV", "BUS", "FPE", "ILL");

  /** They stop a process until SIGCONT. */
  private static final Set<String> PAUSING = Set.of("STOP", "TSTP", "TTIN", "TTOU");

  private static final List<String> LOGGED = List.of("USR1", "USR2", "IO", "STKFLT", "XFSZ");

  /** Nothing happens; SIGHUP reloads. */
  private static final List<String> SILENT = List.of("HUP", "PIPE", "CHLD", "CONT", "URG", "WINCH");

  private static final Set<String> ENDING =
      Set.of("ABRT", "ALRM", "INT", "PROF", "PWR", "QUIT", "SYS", "TERM", "TRAP", "VTALRM", "XCPU");

  private final Path directory;

  SignalsIT(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Files.writeString(
        directory.resolve("peers.yaml"), "peers: [{id: a, address: \"127.0.0.1:1\"}]");
  }

  private PackagedRollcall serve() throws IOException {
    return PackagedRollcall.start(directory, Map.of(), Map.of()).listening();
  }

  @Test
  void eachSignalIsKnownHere() throws IOException {
    Set<String> listed =
        Stream.of(SystemCommand.run("bash", "-c", "kill -l").split("\\s+"))
            .filter(word -> word.startsWith("SIG") && !word.startsWith("SIGRT"))
            .map(word -> word.substring(3))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known =
        Stream.of(FATAL, PAUSING, LOGGED, SILENT, ENDING)
            .flatMap(names -> names.stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(listed, known);
  }

  @Test
  void theServiceSurvives() throws IOException {
    try (PackagedRollcall rollcall = serve()) {
      for (String name : SILENT) {
        rollcall.signal(name);
      }
      for (String name : LOGGED) {
        rollcall.signal(name);
        Eventually.holds(
            name,
            PATIENCE,
            () -> rollcall.lines("SIG" + name + " received; it is ignored").size() == 1);
        rollcall.signal(name);
      }
      assertEquals(1, rollcall.list().getTotalSize());
      for (String name : LOGGED) {
        assertEquals(1, rollcall.lines("SIG" + name + " received").size(), name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABRT", "ALRM", "PROF", "PWR", "SYS", "TRAP", "VTALRM", "XCPU"})
  void theServiceEndsInOrder(String name) throws IOException, InterruptedException {
    try (PackagedRollcall rollcall = serve()) {
      rollcall.signal(name);
      assertEquals(143, rollcall.exitCode(), () -> String.join("\n", rollcall.output()));
      assertEquals(1, rollcall.lines("SIG" + name + " received; stopping").size());
      assertEquals(1, rollcall.lines("stopped in").size());
    }
  }

  @Test
  void sigquit() throws IOException, InterruptedException {
    try (PackagedRollcall rollcall = serve()) {
      rollcall.signal("QUIT");
      if (PackagedRollcall.isNative()) {
        assertEquals(143, rollcall.exitCode());
      } else {
        Eventually.holds(
            "it prints its stacks", PATIENCE, () -> !rollcall.lines("Full thread dump").isEmpty());
        assertEquals(1, rollcall.list().getTotalSize());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"USR1", "USR2"})
  void aCommandThatWaits(String name) throws IOException {
    try (RollcallCommand command =
        RollcallCommand.start(
            directory, Map.of(), "wait", "--server", "127.0.0.1:1", "--timeout", "60s")) {
      Eventually.holds(
          "it waits",
          PATIENCE,
          () -> command.err().stream().anyMatch(line -> line.endsWith("; trying again")));
      command.signal(name);
      command.signal("TERM");
      RollcallCommand.Result result = command.result();
      assertEquals(143, result.exitCode(), result::text);
      assertTrue(result.err().stream().noneMatch(line -> line.contains("SIG")), result::text);
    }
  }
}
