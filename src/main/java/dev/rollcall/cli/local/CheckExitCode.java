package dev.rollcall.cli.local;

import dev.rollcall.check.Outcome;

/** What {@code check} ends with: the codes of grpc-health-probe. */
final class CheckExitCode {

  static final int SERVING = 0;
  static final int WRONG_ARGUMENTS = 1;
  static final int NO_CONNECTION = 2;
  static final int NO_ANSWER = 3;
  static final int NOT_SERVING = 4;

  private CheckExitCode() {}

  /**
   * @param connected whether there was anybody on the other side
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
