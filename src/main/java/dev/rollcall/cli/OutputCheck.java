package dev.rollcall.cli;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Fails a command whose output could not be written, also where picocli has written it: help and
 * version.
 *
 * @param next runs the command
 */
record OutputCheck(Console console, IExecutionStrategy next) implements IExecutionStrategy {

  @Override
  public int execute(ParseResult parsed) throws ExecutionException, ParameterException {
    int exitCode = next.execute(parsed);
    try {
      console.requireWritten();
      return exitCode;
    } catch (CommandFailedException e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
    }
  }
}
