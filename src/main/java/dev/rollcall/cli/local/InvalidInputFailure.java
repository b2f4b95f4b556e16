package dev.rollcall.cli.local;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.source.document.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Ends a command for what was found wrong. */
final class InvalidInputFailure {

  private InvalidInputFailure() {}

  /** With all of it, a line each. */
  static CommandFailedException of(List<Problem> problems, int exitCode) {
    return new CommandFailedException(
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ")), exitCode);
  }
}
