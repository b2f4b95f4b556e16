package dev.rollcall.app;

import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Texts;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as people read them. */
final class Shown {

  private static final int MOST_IDS = 10;

  private Shown() {}

  /** The two largest units: {@code 3d 4h}, {@code 5m 12s}, {@code 1.5s}, {@code 240ms}. */
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

  /** {@code 1 peer}, {@code 7 peers}. */
  static String peers(int count) {
    return count == 1 ? "1 peer" : count + " peers";
  }

  /** A peer as log lines name it. */
  static String name(Peer peer) {
    return "peer %s (%s)".formatted(Texts.printable(peer.id().value()), peer.address());
  }

  /** {@code a, b, c}, and how many more there are if they are many. */
  static String ids(Collection<PeerId> ids) {
    String shown =
        ids.stream()
            .limit(MOST_IDS)
            .map(id -> Texts.printable(id.value()))
            .collect(Collectors.joining(", "));
    return ids.size() > MOST_IDS ? shown + " and " + (ids.size() - MOST_IDS) + " more" : shown;
  }

  /** {@code NOT_SERVING} as {@code not serving}. */
  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return small == 0 ? large + largeUnit : large + largeUnit + " " + small + smallUnit;
  }
}
