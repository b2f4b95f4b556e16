package dev.rollcall.cli.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.cli.Commands;
import dev.rollcall.cli.ServiceRunner;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Runs a command inside this process, and records its result.
 *
 * @param exitCode the exit code of the program
 * @param out the standard output
 * @param err the standard error
 */
record CommandResult(int exitCode, String out, String err) {

  private static final ServiceRunner NO_SERVICE =
      new ServiceRunner() {
        @Override
        public void serve(Map<String, String> settings) {
          throw new AssertionError("it serves");
        }

        @Override
        public void demo(Map<String, String> settings) {
          throw new AssertionError("it serves");
        }
      };

  static CommandResult run(String... arguments) {
    return run("", Map.of(), arguments);
  }

  /**
   * @param in the standard input
   * @param environment the variables
   */
  static CommandResult run(String in, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(in.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            environment,
            () -> TerminalCapabilities.NONE,
            false);
    int exitCode = Commands.execute(console, NO_SERVICE, arguments);
    return new CommandResult(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** The lines of the standard output. */
  List<String> lines() {
    return out.lines().toList();
  }

  /** The lines of the standard error. */
  List<String> errorLines() {
    return err.lines().toList();
  }
}
