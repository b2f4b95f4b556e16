package dev.rollcall.cli.client;

import dev.rollcall.cli.client.CommandLookup.Result.Missing;
import dev.rollcall.cli.client.CommandLookup.Result.MissingInterpreter;
import dev.rollcall.cli.client.CommandLookup.Result.NotExecutable;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.process.ProcessSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      throw failure(CommandLookup.ofProcess().find(name), name, e);
    }
  }

  private static CommandFailedException failure(
      CommandLookup.Result found, String name, IOException error) {
    String printable = TerminalSafe.escape(name);
    if (found instanceof Missing) {
      return new CommandFailedException("command not found: '%s'".formatted(printable), NOT_FOUND);
    }
    if (found instanceof MissingInterpreter script) {
      return new CommandFailedException(
          "'%s' cannot be run: there is no '%s', its interpreter"
              .formatted(printable, TerminalSafe.escape(script.interpreter())),
          NOT_FOUND);
    }
    return new CommandFailedException(
        "'%s' cannot be run: %s"
            .formatted(printable, TerminalSafe.escape(reason(found, name, error))),
        NOT_EXECUTABLE);
  }

  private static String reason(CommandLookup.Result found, String name, IOException error) {
    if (found instanceof NotExecutable none) {
      return Files.isDirectory(none.file())
          ? none.file() + " is a directory"
          : none.file() + " is not executable";
    }
    // Rare, such as too long a list of arguments. What the JDK adds is the name.
    return String.valueOf(error.getMessage()).replace("Cannot run program \"" + name + "\": ", "");
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
