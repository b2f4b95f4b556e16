package dev.rollcall.cli.client.format;

import dev.rollcall.cli.client.connection.ServerDescription;
import dev.rollcall.cli.terminal.DurationFormat;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a wait was in vain, for people: how far it came, and who was missing. */
public final class WaitTimeoutMessage {

  /** More names than that nobody reads. */
  private static final int MAX_NAMES = 20;

  private WaitTimeoutMessage() {}

  /**
   * How far a wait came before its time was over.
   *
   * @param progress absent: there was no answer at all
   */
  public static String of(
      Optional<WaitCondition.Progress> progress, Duration timeout, ServerDescription server) {
    String time = DurationFormat.exact(timeout);
    return progress
        .map(far -> of(far, time))
        .orElseGet(() -> "%s did not answer within %s".formatted(server.address(), time));
  }

  private static String of(WaitCondition.Progress far, String time) {
    String head = "%d of %d peers after %s".formatted(far.matching().size(), far.needed(), time);
    if (far.missing().isEmpty()) {
      return head + "; no other peer that is listed matches";
    }
    String names =
        far.missing().stream()
            .limit(MAX_NAMES)
            .map(peer -> "\n  " + HealthFormat.describe(peer))
            .collect(Collectors.joining());
    int more = far.missing().size() - MAX_NAMES;
    return head + "; missing:" + names + (more > 0 ? "\n  and %d more".formatted(more) : "");
  }
}
