package dev.rollcall.source;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.DurationText;
import dev.rollcall.peer.Texts;
import java.time.Duration;
import java.util.Optional;

/** Durations, as {@link DurationText} has them. */
final class Durations {

  private Durations() {}

  /** Within the limits of a check's intervals; empty, and told, for all else. */
  static Optional<Duration> read(Cell cell) {
    return read(cell, CheckSettings.SHORTEST, CheckSettings.LONGEST);
  }

  /** Within these limits; empty, and told, for all else. */
  static Optional<Duration> read(Cell cell, Duration shortest, Duration longest) {
    Optional<String> text = Scalars.text(cell, DurationText.EXPECTED).map(Marked::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String shown = Texts.printable(text.get());
    Optional<Duration> duration = DurationText.parse(text.get());
    if (duration.isEmpty()) {
      cell.refuse("expected %s, found '%s'".formatted(DurationText.EXPECTED, shown));
    } else if (duration.get().compareTo(shortest) < 0 || duration.get().compareTo(longest) > 0) {
      cell.refuse(
          "%s is out of range (%dms-%dh)".formatted(shown, shortest.toMillis(), longest.toHours()));
      return Optional.empty();
    }
    return duration;
  }
}
