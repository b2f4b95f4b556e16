package dev.rollcall.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses and formats durations: as Go's {@code time.ParseDuration} reads them ({@code 500ms},
 * {@code 1m30s}, {@code 0.5s}), with {@code d} for 24 hours besides; or ISO-8601.
 */
public final class DurationText {

  /** The phrase for a message, after 'expected'. */
  public static final String EXPECTED = "a duration such as 500ms, 30s, 5m, 1h or PT30S";

  private static final String UNIT = "(ns|us|\u00b5s|\u03bcs|ms|s|m|h|d)";
  private static final Pattern SEQUENCE =
      Pattern.compile("([+-])?((?:(?:[0-9]{1,12}(?:\\.[0-9]*)?|\\.[0-9]+)%s)+|0)".formatted(UNIT));
  private static final Pattern TERM = Pattern.compile("([0-9]*\\.?[0-9]*)" + UNIT);
  private static final int MAX_LENGTH = 40;
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
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher sequence = SEQUENCE.matcher(text);
    if (sequence.matches()) {
      Duration sum = sum(sequence.group(2));
      return Optional.of("-".equals(sequence.group(1)) ? sum.negated() : sum);
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Duration sum(String terms) {
    Duration sum = Duration.ZERO;
    Matcher term = TERM.matcher(terms);
    while (term.find()) {
      sum = sum.plus(product(term.group(1), unit(term.group(2))));
    }
    return sum;
  }

  /** Less than a nanosecond is cut off, as in Go. */
  private static Duration product(String number, Duration unit) {
    BigDecimal seconds =
        new BigDecimal(number).multiply(BigDecimal.valueOf(unit.toNanos())).movePointLeft(9);
    BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9);
    return Duration.ofSeconds(seconds.longValue(), nanos.longValue());
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ns" -> Duration.ofNanos(1);
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      // The micro sign and the Greek letter look alike.
      default -> Duration.ofNanos(1_000);
    };
  }
}
