package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.Consumer;

/** What is done while the server is away: it is told once, and asked again and again. */
public final class ReconnectPolicy {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Consumer<String> tell;
  private final boolean bearsTheFirst;
  private Duration pause = Duration.ZERO;

  /**
   * @param tell where a line for people goes
   * @param bearsTheFirst whether a server is waited for that never answered
   */
  public ReconnectPolicy(Consumer<String> tell, boolean bearsTheFirst) {
    this.tell = tell;
    this.bearsTheFirst = bearsTheFirst;
  }

  /**
   * The server is away.
   *
   * @param hasAnswered whether it was ever there
   * @return how long to wait before it is asked again
   * @throws CommandFailedException if there is no sense in that
   */
  Duration began(ServerDescription server, Status status, boolean hasAnswered) {
    boolean isHopeless = !hasAnswered && (!bearsTheFirst || server.isSomethingElse(status));
    if (!isPassing(status) || isHopeless) {
      throw new CommandFailedException(server.message(status), ExitCode.NO_ANSWER);
    }
    if (pause.isZero()) {
      String trouble = hasAnswered ? server.outage(status) : server.message(status);
      tell.accept("rollcall: " + trouble + "; trying again");
    }
    pause = pause.isZero() ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
    return pause;
  }

  /** It is back. */
  void over(ServerDescription server) {
    if (!pause.isZero()) {
      tell.accept("rollcall: " + server.address() + " answers again");
    }
    pause = Duration.ZERO;
  }

  // The others are answers, and would be the same again.
  private static boolean isPassing(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN, CANCELLED, RESOURCE_EXHAUSTED -> true;
      default -> false;
    };
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
