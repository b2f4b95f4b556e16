package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Numbers as everyone reads them. No hexadecimal, octal, infinite or grouped ones: those mean
 * different things to different parsers. Each method is empty, and tells why, for all else.
 */
public final class NumberReader {

  // Possessive, so that no input makes them backtrack.
  private static final Pattern INTEGER = Pattern.compile("[+-]?+(?:0|[1-9][0-9]*+)");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+");
  private static final int MAX_INTEGER_DIGITS = 10;
  private static final int MAX_DECIMAL_LENGTH = 64;

  private NumberReader() {}

  /**
   * The numbers that are allowed.
   *
   * @param open whether {@code least} itself is not
   * @param advice added to a refusal; may be empty
   */
  public record Range(double min, boolean exclusiveMin, double max, String advice) {

    public static Range between(double least, double most) {
      return new Range(least, false, most, "");
    }

    /** For what cannot be zero: who writes 0 means that it is not known. */
    public static Range greaterThan(double least, double most) {
      return new Range(least, true, most, "; leave it out if it is not known");
    }

    boolean contains(double value) {
      return (exclusiveMin ? value > min : value >= min) && value <= max;
    }

    @Override
    public String toString() {
      return exclusiveMin
          ? "(more than %s, at most %s)".formatted(format(min), format(max))
          : "(%s-%s)".formatted(format(min), format(max));
    }
  }

  public static Optional<Located<Integer>> integer(DocumentNode cell, int least, int most) {
    Optional<String> digits = read(cell, INTEGER, Integer.MAX_VALUE, "a whole number");
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    // What is longer than any int is out of range anyway.
    double value = digits.get().length() > MAX_INTEGER_DIGITS + 1 ? 1e99 : asDouble(digits.get());
    return inRange(cell, value, Range.between(least, most))
        .map(Double::intValue)
        .map(located(cell));
  }

  public static Optional<Located<Double>> decimal(DocumentNode cell, Range range) {
    return read(cell, DECIMAL, MAX_DECIMAL_LENGTH, "a number such as 16 or 0.5")
        .flatMap(text -> inRange(cell, asDouble(text), range))
        .map(located(cell));
  }

  /** A part of a whole: {@code 10%} or {@code 0.1}. */
  public static Optional<Located<Double>> percentage(DocumentNode cell, double most) {
    // JSON has percentages in quotes only.
    boolean percent = cell.value() instanceof Value.Scalar whole && whole.text().endsWith("%");
    Optional<Located<String>> written =
        percent
            ? ScalarReader.string(cell, "a percentage such as 10%")
            : ScalarReader.unquoted(cell, "a percentage such as 10%");
    Optional<String> text = written.map(Located::value);
    Optional<String> number = text.map(t -> percent ? t.substring(0, t.length() - 1) : t);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (!matches(DECIMAL, number.get(), MAX_DECIMAL_LENGTH)) {
      rejectFormat(cell, "a percentage such as 10%");
      return Optional.empty();
    }
    boolean scientific = number.get().contains("e") || number.get().contains("E");
    double plain = asDouble(percent && !scientific ? number.get() + "e-2" : number.get());
    double value = percent && scientific ? plain / 100 : plain;
    if (value < 0 || value > most) {
      cell.reject("%s is out of range (0%%-%.0f%%)".formatted(format(cell), most * 100));
      return Optional.empty();
    }
    return Optional.of(new Located<>(value, cell.location()));
  }

  private static Optional<String> read(
      DocumentNode cell, Pattern form, int longest, String expected) {
    Optional<String> text = ScalarReader.unquoted(cell, expected).map(Located::value);
    if (text.isPresent() && !matches(form, text.get(), longest)) {
      rejectFormat(cell, expected);
      return Optional.empty();
    }
    return text;
  }

  private static boolean matches(Pattern form, String text, int longest) {
    return text.length() <= longest && form.matcher(text).matches();
  }

  private static Optional<Double> inRange(DocumentNode cell, double value, Range range) {
    if (range.contains(value)) {
      return Optional.of(value);
    }
    String advice = value == 0 ? range.advice() : "";
    cell.reject("%s is out of range %s%s".formatted(format(cell), range, advice));
    return Optional.empty();
  }

  private static void rejectFormat(DocumentNode cell, String expected) {
    cell.reject("expected %s, found '%s'".formatted(expected, format(cell)));
  }

  /** Without the '.0' of a whole number. */
  public static String format(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
  }

  private static String format(DocumentNode cell) {
    return cell.value() instanceof Value.Scalar text ? PrintableText.printable(text.text()) : "";
  }

  // Without the sign of a zero: -0 and 0 mean the same.
  private static double asDouble(String text) {
    return Double.parseDouble(text) + 0.0;
  }

  private static <T> Function<T, Located<T>> located(DocumentNode cell) {
    return value -> new Located<>(value, cell.location());
  }
}
