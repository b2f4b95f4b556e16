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
 * Runs a command in place of this process, as far as a JVM can: with the same streams, the same
 * signals, and the same exit code.
 */
final class ChildProcess {

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  /** Signals that the command gets from this process. */
  private static final List<String> FORWARDED_SIGNALS =
      List.of("TERM", "HUP", "USR1", "USR2", "WINCH");

  /** Signals that a terminal sends to the whole process group, so to the command as well. */
  private static final List<String> TERMINAL_SIGNALS = List.of("INT");

  private ChildProcess() {}

  /**
   * Runs the command until it ends.
   *
   * @param variables added to the environment
   * @return its exit code; 128 plus the number of the signal if one ended it
   * @throws CommandFailedException if the command cannot be run
   */
  static int run(List<String> command, Map<String, String> variables) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(variables);
    // Before the command starts, so that no signal ends only this process.
    CompletableFuture<Process> child = new CompletableFuture<>();
    handleSignals(name -> sendSignal(name, child.join()));
    Process process = start(builder, command.get(0));
    child.complete(process);
    return process.waitFor();
  }

  private static void handleSignals(Consumer<String> forward) {
    FORWARDED_SIGNALS.forEach(name -> ProcessSignals.handle(name, () -> forward.accept(name)));
    boolean fromTerminal = hasTerminal();
    TERMINAL_SIGNALS.forEach(
        name -> ProcessSignals.handle(name, fromTerminal ? () -> {} : () -> forward.accept(name)));
  }

  private static Process start(ProcessBuilder builder, String name) {
    try {
      return builder.start();
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      boolean isMissing = reason.toLowerCase(Locale.ROOT).contains("error=2,");
      throw new CommandFailedException(
          isMissing
              ? "command not found: '%s'".formatted(name)
              : "'%s' cannot be run: %s".formatted(name, reason),
          isMissing ? NOT_FOUND : NOT_EXECUTABLE);
    }
  }

  // Java has no API to send a signal other than TERM and KILL.
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
