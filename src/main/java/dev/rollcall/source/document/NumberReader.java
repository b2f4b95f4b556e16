package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads plain decimal numbers. Hexadecimal, octal, infinite and grouped numbers are rejected, since
 * parsers disagree about them. Each method is empty, with a problem reported, if the value is
 * invalid.
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
   * A range of valid numbers.
   *
   * @param exclusiveMin whether {@code min} itself is out of range
   * @param advice added to the message if the value is 0; may be empty
   */
  public record Range(double min, boolean exclusiveMin, double max, String advice) {

    public static Range between(double min, double max) {
      return new Range(min, false, max, "");
    }

    /** For amounts that cannot be zero: 0 probably means that the amount is not known. */
    public static Range greaterThan(double min, double max) {
      return new Range(min, true, max, "; leave it out if it is not known");
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

  public static Optional<Located<Integer>> integer(DocumentCursor node, int min, int max) {
    Optional<String> digits = read(node, INTEGER, Integer.MAX_VALUE, "a whole number");
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    // A number longer than any int is out of range anyway.
    double value = digits.get().length() > MAX_INTEGER_DIGITS + 1 ? 1e99 : asDouble(digits.get());
    return inRange(node, value, Range.between(min, max)).map(Double::intValue).map(located(node));
  }

  public static Optional<Located<Double>> decimal(DocumentCursor node, Range range) {
    return read(node, DECIMAL, MAX_DECIMAL_LENGTH, "a number such as 16 or 0.5")
        .flatMap(text -> inRange(node, asDouble(text), range))
        .map(located(node));
  }

  /** A percentage as a fraction: {@code 10%} or {@code 0.1}. */
  public static Optional<Located<Double>> percentage(DocumentCursor node, double max) {
    // JSON has percentages in quotes only.
    boolean percent =
        node.value() instanceof DocumentValue.Scalar whole && whole.text().endsWith("%");
    Optional<Located<String>> written =
        percent
            ? ScalarReader.string(node, "a percentage such as 10%")
            : ScalarReader.unquoted(node, "a percentage such as 10%");
    Optional<String> text = written.map(Located::value);
    Optional<String> number = text.map(t -> percent ? t.substring(0, t.length() - 1) : t);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (!matches(DECIMAL, number.get(), MAX_DECIMAL_LENGTH)) {
      rejectFormat(node, "a percentage such as 10%");
      return Optional.empty();
    }
    boolean scientific = number.get().contains("e") || number.get().contains("E");
    double plain = asDouble(percent && !scientific ? number.get() + "e-2" : number.get());
    double value = percent && scientific ? plain / 100 : plain;
    if (value < 0 || value > max) {
      node.reject("%s is out of range (0%%-%.0f%%)".formatted(format(node), max * 100));
      return Optional.empty();
    }
    return Optional.of(new Located<>(value, node.location()));
  }

  private static Optional<String> read(
      DocumentCursor node, Pattern form, int maxLength, String expected) {
    Optional<String> text = ScalarReader.unquoted(node, expected).map(Located::value);
    if (text.isPresent() && !matches(form, text.get(), maxLength)) {
      rejectFormat(node, expected);
      return Optional.empty();
    }
    return text;
  }

  private static boolean matches(Pattern form, String text, int maxLength) {
    return text.length() <= maxLength && form.matcher(text).matches();
  }

  private static Optional<Double> inRange(DocumentCursor node, double value, Range range) {
    if (range.contains(value)) {
      return Optional.of(value);
    }
    String advice = value == 0 ? range.advice() : "";
    node.reject("%s is out of range %s%s".formatted(format(node), range, advice));
    return Optional.empty();
  }

  private static void rejectFormat(DocumentCursor node, String expected) {
    node.reject("expected %s, found '%s'".formatted(expected, format(node)));
  }

  /** Whole numbers without '.0'. */
  public static String format(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
  }

  private static String format(DocumentCursor node) {
    return node.value() instanceof DocumentValue.Scalar text
        ? PrintableText.printable(text.text())
        : "";
  }

  // Without the sign of a zero: -0 and 0 mean the same.
  private static double asDouble(String text) {
    return Double.parseDouble(text) + 0.0;
  }

  private static <T> Function<T, Located<T>> located(DocumentCursor node) {
    return value -> new Located<>(value, node.location());
  }
}
