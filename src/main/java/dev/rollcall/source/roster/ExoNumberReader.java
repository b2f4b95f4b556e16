package dev.rollcall.source.roster;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.text.PrintableText;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Reads numbers as pydantic converts them for exo: also in quotes, and whole ones with a fraction
 * of zero. Booleans, which it takes for 0 and 1, are rejected as mistakes.
 *
 * @see <a href="https://docs.pydantic.dev/latest/concepts/conversion_table/">the conversions</a>
 */
final class ExoNumberReader {

  // Possessive, so that no input makes them backtrack.
  private static final Pattern QUOTED_INTEGER = Pattern.compile("[+-]?+[0-9]++(?:\\.0*+)?+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+[0-9]++(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+");
  private static final int MAX_LENGTH = 64;

  private ExoNumberReader() {}

  /** A whole number; empty, with a problem reported, if it is invalid. */
  static Optional<Located<Integer>> integer(DocumentCursor node, int min, int max) {
    OptionalDouble number = number(node, QUOTED_INTEGER);
    if (number.isEmpty() || number.getAsDouble() != Math.rint(number.getAsDouble())) {
      return NumberReader.integer(node, min, max);
    }
    if (number.getAsDouble() < min || number.getAsDouble() > max) {
      node.reject("%s is out of range (%d-%d)".formatted(written(node), min, max));
      return Optional.empty();
    }
    return Optional.of(new Located<>((int) number.getAsDouble(), node.location()));
  }

  /** Any number; empty, with a problem reported, if it is invalid. */
  static Optional<Located<Double>> decimal(DocumentCursor node, NumberReader.Range range) {
    OptionalDouble number = number(node, NUMBER);
    boolean isQuoted = node.value() instanceof DocumentValue.Scalar text && text.quoted();
    if (number.isEmpty() || !isQuoted) {
      return NumberReader.decimal(node, range);
    }
    DocumentValue bare = new DocumentValue.Scalar(node.location(), written(node).strip(), false);
    return NumberReader.decimal(new DocumentCursor(bare, node.path(), node.problems()), range);
  }

  private static OptionalDouble number(DocumentCursor node, Pattern quoted) {
    if (!(node.value() instanceof DocumentValue.Scalar scalar)) {
      return OptionalDouble.empty();
    }
    Pattern form = scalar.quoted() ? quoted : NUMBER;
    String text = scalar.quoted() ? scalar.text().strip() : scalar.text();
    return text.length() <= MAX_LENGTH && form.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  private static String written(DocumentCursor node) {
    return node.value() instanceof DocumentValue.Scalar text
        ? PrintableText.printable(text.text())
        : "";
  }
}
