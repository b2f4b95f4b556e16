package dev.rollcall.cli.client.format;

import dev.rollcall.cli.client.connection.ServerDescription;
import dev.rollcall.cli.terminal.DurationFormat;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats why a wait timed out: how many peers matched, and which were missing. */
public final class WaitTimeoutMessage {

  /** Longer lists of peers are not readable. */
  private static final int MAX_NAMES = 20;

  private WaitTimeoutMessage() {}

  /**
   * The message for a wait that timed out.
   *
   * @param progress absent if the server did not answer at all
   */
  public static String of(
      Optional<WaitCondition.Progress> progress, Duration timeout, ServerDescription server) {
    String time = DurationFormat.exact(timeout);
    return progress
        .map(last -> of(last, time))
        .orElseGet(() -> "%s did not answer within %s".formatted(server.address(), time));
  }

  private static String of(WaitCondition.Progress progress, String time) {
    String head =
        "%d of %d peers after %s".formatted(progress.matching().size(), progress.needed(), time);
    if (progress.missing().isEmpty()) {
      return head + "; no other listed peer matches";
    }
    String names =
        progress.missing().stream()
            .limit(MAX_NAMES)
            .map(peer -> "\n  " + HealthFormat.describe(peer))
            .collect(Collectors.joining());
    int more = progress.missing().size() - MAX_NAMES;
    return head + "; missing:" + names + (more > 0 ? "\n  and %d more".formatted(more) : "");
  }
}
