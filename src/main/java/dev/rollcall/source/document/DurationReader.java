package dev.rollcall.source.document;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.text.DurationText;
import dev.rollcall.text.PrintableText;
import java.time.Duration;
import java.util.Optional;

/** Durations, as {@link DurationText} has them. */
public final class DurationReader {

  private DurationReader() {}

  /** Within the limits of a check's intervals; empty, and told, for all else. */
  public static Optional<Duration> read(DocumentNode cell) {
    return read(cell, CheckSettings.MIN_DURATION, CheckSettings.MAX_DURATION);
  }

  /** Within these limits; empty, and told, for all else. */
  public static Optional<Duration> read(DocumentNode cell, Duration shortest, Duration longest) {
    Optional<String> text = ScalarReader.string(cell, DurationText.EXPECTED).map(Located::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String shown = PrintableText.printable(text.get());
    Optional<Duration> duration = DurationText.parse(text.get());
    if (duration.isEmpty()) {
      cell.reject("expected %s, found '%s'".formatted(DurationText.EXPECTED, shown));
    } else if (duration.get().compareTo(shortest) < 0 || duration.get().compareTo(longest) > 0) {
      cell.reject(
          "%s is out of range (%dms-%dh)".formatted(shown, shortest.toMillis(), longest.toHours()));
      return Optional.empty();
    }
    return duration;
  }
}
