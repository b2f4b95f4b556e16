package dev.rollcall.text;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses and formats durations: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, ISO-8601. */
public final class DurationText {

  /** The phrase for a message, after 'expected'. */
  public static final String EXPECTED = "a duration such as 500ms, 30s, 5m, 1h or PT30S";

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");
  private static final int MAX_ISO_LENGTH = 40;
  private static final int NANOS_IN_A_MILLI = 1_000_000;

  private DurationText() {}

  /** The shortest text that {@link #parse} reads as this duration, which is not negative. */
  public static String format(Duration duration) {
    if (duration.toNanosPart() % NANOS_IN_A_MILLI != 0) {
      return duration.toString();
    }
    if (duration.toNanosPart() != 0) {
      return duration.toMillis() + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % 60 != 0 || seconds == 0) {
      return seconds + "s";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
  }

  /** The duration; empty if the text is not one. */
  public static Optional<Duration> parse(String text) {
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
    if (text.length() > MAX_ISO_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
