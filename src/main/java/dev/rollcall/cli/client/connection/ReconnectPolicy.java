package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.Consumer;

/** What is done while the server is away: it is told once, and asked again and again. */
public final class ReconnectPolicy {

  private static final Duration FIRST_DELAY = Duration.ofMillis(250);
  private static final Duration MAX_DELAY = Duration.ofSeconds(5);

  private final Consumer<String> printError;
  private final boolean waitsForFirstAnswer;
  private Duration delay = Duration.ZERO;

  /**
   * @param tell where a line for people goes
   * @param bearsTheFirst whether a server is waited for that never answered
   */
  public ReconnectPolicy(Consumer<String> tell, boolean bearsTheFirst) {
    this.printError = tell;
    this.waitsForFirstAnswer = bearsTheFirst;
  }

  /**
   * The server is away.
   *
   * @param hasAnswered whether it was ever there
   * @return how long to wait before it is asked again
   * @throws CommandFailedException if there is no sense in that
   */
  Duration onDisconnected(ServerDescription server, Status status, boolean hasAnswered) {
    boolean isHopeless = !hasAnswered && (!waitsForFirstAnswer || server.isNotRollcall(status));
    if (!isRetryable(status) || isHopeless) {
      throw new CommandFailedException(server.message(status), ExitCode.UNAVAILABLE);
    }
    if (delay.isZero()) {
      String trouble = hasAnswered ? server.outage(status) : server.message(status);
      printError.accept("rollcall: " + trouble + "; trying again");
    }
    delay = delay.isZero() ? FIRST_DELAY : min(delay.multipliedBy(2), MAX_DELAY);
    return delay;
  }

  /** It is back. */
  void onReconnected(ServerDescription server) {
    if (!delay.isZero()) {
      printError.accept("rollcall: " + server.address() + " answers again");
    }
    delay = Duration.ZERO;
  }

  // The others are answers, and would be the same again.
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
