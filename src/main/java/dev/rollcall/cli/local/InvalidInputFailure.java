package dev.rollcall.cli.local;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.source.document.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Creates the exception that ends a command because of problems in its input. */
final class InvalidInputFailure {

  private InvalidInputFailure() {}

  /** Lists all problems, one per line. */
  static CommandFailedException of(List<Problem> problems, int exitCode) {
    return new CommandFailedException(
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ")), exitCode);
  }
}
