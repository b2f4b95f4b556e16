package dev.rollcall.source;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Texts;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, or ISO-8601. */
final class Durations {

  private static final String EXPECTED = "a duration such as 500ms, 30s, 5m, 1h or PT30S";
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");
  private static final int LONGEST_TEXT = 40;

  private Durations() {}

  /** Within the limits of a check's intervals; empty, and told, for all else. */
  static Optional<Duration> read(Cell cell) {
    return read(cell, CheckSettings.SHORTEST, CheckSettings.LONGEST);
  }

  /** Within these limits; empty, and told, for all else. */
  static Optional<Duration> read(Cell cell, Duration shortest, Duration longest) {
    Optional<String> text = Scalars.text(cell, EXPECTED).map(Marked::value);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String shown = Texts.printable(text.get());
    Optional<Duration> duration = parse(text.get());
    if (duration.isEmpty()) {
      cell.refuse("expected %s, found '%s'".formatted(EXPECTED, shown));
    } else if (duration.get().compareTo(shortest) < 0 || duration.get().compareTo(longest) > 0) {
      cell.refuse(
          "%s is out of range (%dms-%dh)".formatted(shown, shortest.toMillis(), longest.toHours()));
      return Optional.empty();
    }
    return duration;
  }

  private static Optional<Duration> parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return Optional.of(
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
          });
    }
    if (text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
