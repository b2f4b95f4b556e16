package dev.rollcall.cli.local;

import dev.rollcall.check.Outcome;

/** Maps the outcome of {@code check} to its exit code, which is that of grpc-health-probe. */
final class CheckExitCode {

  static final int SERVING = 0;
  static final int WRONG_ARGUMENTS = 1;
  static final int NO_CONNECTION = 2;
  static final int NO_ANSWER = 3;
  static final int NOT_SERVING = 4;

  private CheckExitCode() {}

  /**
   * The exit code of an outcome.
   *
   * @param connected whether the connection was established
   */
  static int of(Outcome outcome, boolean connected) {
    if (outcome instanceof Outcome.Success) {
      return SERVING;
    }
    return outcome instanceof Outcome.Failure failure ? of(failure, connected) : NO_CONNECTION;
  }

  private static int of(Outcome.Failure failure, boolean connected) {
    return switch (failure.reason()) {
      case REFUSED, UNREACHABLE, UNRESOLVED, TLS -> NO_CONNECTION;
      case TIMEOUT, PROTOCOL -> connected ? NO_ANSWER : NO_CONNECTION;
      case UNIMPLEMENTED, WRONG_PEER -> NO_ANSWER;
      case NOT_SERVING -> NOT_SERVING;
    };
  }
}
