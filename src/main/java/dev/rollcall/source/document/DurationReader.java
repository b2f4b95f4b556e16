package dev.rollcall.source.document;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.text.DurationText;
import dev.rollcall.text.PrintableText;
import java.time.Duration;
import java.util.Optional;

/** Reads durations in the formats of {@link DurationText}. */
public final class DurationReader {

  private DurationReader() {}

  /** Within the limits of a check's intervals; empty, with a problem reported, otherwise. */
  public static Optional<Duration> read(DocumentCursor node) {
    return read(node, CheckSettings.MIN_DURATION, CheckSettings.MAX_DURATION);
  }

  /** Within these limits; empty, with a problem reported, otherwise. */
  public static Optional<Duration> read(DocumentCursor node, Duration min, Duration max) {
    Optional<String> text = ScalarReader.string(node, DurationText.EXPECTED).map(Located::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String printable = PrintableText.printable(text.get());
    Optional<Duration> duration = DurationText.parse(text.get());
    if (duration.isEmpty()) {
      node.reject("expected %s, found '%s'".formatted(DurationText.EXPECTED, printable));
    } else if (duration.get().compareTo(min) < 0 || duration.get().compareTo(max) > 0) {
      node.reject(
          "%s is out of range (%dms-%dh)".formatted(printable, min.toMillis(), max.toHours()));
      return Optional.empty();
    }
    return duration;
  }
}
