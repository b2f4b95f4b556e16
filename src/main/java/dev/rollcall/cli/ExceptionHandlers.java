package dev.rollcall.cli;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a user is told when a command cannot do its work, and what the program ends with. */
final class ExceptionHandlers {

  private ExceptionHandlers() {}

  /** What was wrong, what was probably meant, and where the help is. */
  static int onUsageError(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("rollcall: " + UsageErrors.message(error));
    err.println(
        "'%s --help' says what there is".formatted(command.getCommandSpec().qualifiedName()));
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  static int onFailure(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (error instanceof CommandFailedException failure) {
      failure.userMessage().ifPresent(message -> err.println("rollcall: " + message));
      return failure.exitCode();
    }
    err.println("rollcall: a fault in Rollcall itself; please tell its makers:");
    error.printStackTrace(err);
    return ExitCode.UNAVAILABLE;
  }
}
