package dev.rollcall.cli;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints the errors of commands to the standard error, and maps them to exit codes. */
final class ExceptionHandlers {

  private ExceptionHandlers() {}

  /** Prints what is wrong with the command line, and how to get help. */
  static int onUsageError(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("rollcall: " + UsageErrors.message(error));
    err.println("see '%s --help'".formatted(command.getCommandSpec().qualifiedName()));
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Prints the message of an expected failure; anything else is an internal error. */
  static int onFailure(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (error instanceof CommandFailedException failure) {
      failure.userMessage().ifPresent(message -> err.println("rollcall: " + message));
      return failure.exitCode();
    }
    err.println("rollcall: internal error; please report it:");
    error.printStackTrace(err);
    return ExitCode.UNAVAILABLE;
  }
}
