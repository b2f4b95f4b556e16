package dev.rollcall.cli.client;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.process.ProcessSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A command that is run in place of this one, as near as a JVM comes to it: the same streams, the
 * same signals, the same end.
 */
final class ChildProcess {

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  /** What is passed on. Those that a terminal sends reach the whole group by themselves. */
  private static final List<String> FORWARDED_SIGNALS =
      List.of("TERM", "HUP", "USR1", "USR2", "WINCH");

  private static final List<String> TERMINAL_SIGNALS = List.of("INT");

  private ChildProcess() {}

  /**
   * Runs it to its end.
   *
   * @param variables are added to the environment
   * @return its exit code; 128 and the number of the signal that ended it
   * @throws CommandFailedException if it cannot be run
   */
  static int run(List<String> command, Map<String, String> variables) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(variables);
    // Before it runs, so that no signal ends this process alone.
    CompletableFuture<Process> child = new CompletableFuture<>();
    handleSignals(name -> sendSignal(name, child.join()));
    Process process = start(builder, command.get(0));
    child.complete(process);
    return process.waitFor();
  }

  private static void handleSignals(Consumer<String> pass) {
    FORWARDED_SIGNALS.forEach(name -> ProcessSignals.handle(name, () -> pass.accept(name)));
    boolean fromTerminal = hasTerminal();
    TERMINAL_SIGNALS.forEach(
        name -> ProcessSignals.handle(name, fromTerminal ? () -> {} : () -> pass.accept(name)));
  }

  private static Process start(ProcessBuilder builder, String name) {
    try {
      return builder.start();
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      boolean isMissing = why.toLowerCase(Locale.ROOT).contains("error=2,");
      throw new CommandFailedException(
          isMissing
              ? "there is no command '%s'".formatted(name)
              : "'%s' cannot be run: %s".formatted(name, why),
          isMissing ? NOT_FOUND : NOT_EXECUTABLE);
    }
  }

  // Java can end a process, and knows no other signals.
  private static void sendSignal(String name, Process process) {
    try {
      new ProcessBuilder("kill", "-s", name, String.valueOf(process.pid()))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      if (name.equals("TERM")) {
        process.destroy();
      }
    }
  }

  private static boolean hasTerminal() {
    try (var terminal = Files.newInputStream(Path.of("/dev/tty"))) {
      return terminal != null;
    } catch (IOException e) {
      return false;
    }
  }
}
