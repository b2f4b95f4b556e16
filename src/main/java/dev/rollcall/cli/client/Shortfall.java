package dev.rollcall.cli.client;

import dev.rollcall.cli.terminal.Spans;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a wait was in vain, for people: how far it came, and who was missing. */
final class Shortfall {

  /** More names than that nobody reads. */
  private static final int MOST_NAMED = 20;

  private Shortfall() {}

  /**
   * @param progress absent: there was no answer at all
   */
  static String of(Optional<Wanted.Progress> progress, Duration timeout, Server server) {
    String time = Spans.exact(timeout);
    return progress
        .map(far -> of(far, time))
        .orElseGet(() -> "%s did not answer within %s".formatted(server.address(), time));
  }

  private static String of(Wanted.Progress far, String time) {
    String head = "%d of %d peers after %s".formatted(far.matching().size(), far.needed(), time);
    if (far.missing().isEmpty()) {
      return head + "; no other peer that is listed matches";
    }
    String names =
        far.missing().stream()
            .limit(MOST_NAMED)
            .map(peer -> "\n  " + PeerWords.of(peer))
            .collect(Collectors.joining());
    int more = far.missing().size() - MOST_NAMED;
    return head + "; missing:" + names + (more > 0 ? "\n  and %d more".formatted(more) : "");
  }
}
