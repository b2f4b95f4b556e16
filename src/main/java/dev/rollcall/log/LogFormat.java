package dev.rollcall.log;

import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.text.AbbreviatedList;
import dev.rollcall.text.EnumNames;
import dev.rollcall.text.PrintableText;
import java.time.Duration;
import java.util.Collection;

/** Formats values for log lines. */
public final class LogFormat {

  private static final int MOST_IDS = 10;

  private LogFormat() {}

  /**
   * A duration in its two largest units: {@code 3d 4h}, {@code 5m 12s}, {@code 1.5s}, {@code
   * 240ms}.
   */
  static String duration(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1_000) {
      return millis + "ms";
    }
    if (millis < 60_000) {
      return millis % 1_000 < 100
          ? millis / 1_000 + "s"
          : "%d.%ds".formatted(millis / 1_000, millis % 1_000 / 100);
    }
    if (duration.toHours() < 1) {
      return pair(duration.toMinutes(), "m", duration.toSecondsPart(), "s");
    }
    if (duration.toDays() < 1) {
      return pair(duration.toHours(), "h", duration.toMinutesPart(), "m");
    }
    return pair(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  /** The id and address of a peer. */
  static String name(Peer peer) {
    return "peer %s (%s)".formatted(PrintableText.printable(peer.id().value()), peer.address());
  }

  /** The reason and the detail. */
  static String failure(Failure failure) {
    return EnumNames.spaced(failure.reason()) + ", " + failure.detail();
  }

  /** {@code a, b, c}, and how many more there are if they are many. */
  static String ids(Collection<PeerId> ids) {
    return AbbreviatedList.of(
        ids.stream().map(id -> PrintableText.printable(id.value())).toList(), MOST_IDS);
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return small == 0 ? large + largeUnit : large + largeUnit + " " + small + smallUnit;
  }
}
