package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.Consumer;

/** Decides whether and when to reconnect to a server, and reports each outage once. */
public final class ReconnectPolicy {

  private static final Duration FIRST_DELAY = Duration.ofMillis(250);
  private static final Duration MAX_DELAY = Duration.ofSeconds(5);

  private final Consumer<String> printError;
  private final boolean waitsForFirstAnswer;
  private Duration delay = Duration.ZERO;

  /**
   * @param printError prints a line for people
   * @param waitsForFirstAnswer whether to keep trying a server that has never answered
   */
  public ReconnectPolicy(Consumer<String> printError, boolean waitsForFirstAnswer) {
    this.printError = printError;
    this.waitsForFirstAnswer = waitsForFirstAnswer;
  }

  /**
   * Called when the connection is lost or cannot be established.
   *
   * @param hasAnswered whether the server has ever answered
   * @return the delay before the next attempt
   * @throws CommandFailedException if reconnecting is pointless
   */
  Duration onDisconnected(ServerDescription server, Status status, boolean hasAnswered) {
    boolean isHopeless = !hasAnswered && (!waitsForFirstAnswer || server.isNotRollcall(status));
    if (!isRetryable(status) || isHopeless) {
      throw new CommandFailedException(server.message(status), ExitCode.UNAVAILABLE);
    }
    if (delay.isZero()) {
      String error = hasAnswered ? server.outage(status) : server.message(status);
      printError.accept("rollcall: " + error + "; trying again");
    }
    delay = delay.isZero() ? FIRST_DELAY : min(delay.multipliedBy(2), MAX_DELAY);
    return delay;
  }

  /** Called when the server answers again. */
  void onReconnected(ServerDescription server) {
    if (!delay.isZero()) {
      printError.accept("rollcall: " + server.address() + " answers again");
    }
    delay = Duration.ZERO;
  }

  // Any other status is an answer, and would be the same at the next attempt.
  private static boolean isRetryable(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN, CANCELLED, RESOURCE_EXHAUSTED -> true;
      default -> false;
    };
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
