package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Texts and booleans. Each method is empty, and tells why, if the value is not what it should be.
 */
public final class ScalarReader {

  /** The longest text that is kept, in characters. */
  static final int MAX_LENGTH = 253;

  private ScalarReader() {}

  /** Any scalar as the text that was written; an id may well be a number. */
  public static Optional<Located<String>> string(DocumentNode cell, String expected) {
    if (cell.value() instanceof Value.Scalar text) {
      return Optional.of(new Located<>(text.text(), text.location()));
    }
    cell.reject("expected %s, found %s".formatted(expected, cell.value().describe()));
    return Optional.empty();
  }

  /** A text for people to read: not too long, and without control characters. */
  public static Optional<Located<String>> printableString(DocumentNode cell) {
    return string(cell, MAX_LENGTH, text -> !PrintableText.hasControlCharacter(text));
  }

  /**
   * A text of a limited length.
   *
   * @param longest in characters
   * @param printable whether it has none that a text must not have
   */
  public static Optional<Located<String>> string(
      DocumentNode cell, int longest, Predicate<String> printable) {
    Optional<Located<String>> text = string(cell, "text");
    Optional<String> wrong =
        text.map(Located::value).flatMap(written -> mistake(written, longest, printable));
    wrong.ifPresent(cell::reject);
    return wrong.isPresent() ? Optional.empty() : text;
  }

  /** As {@link #note}, and not empty. */
  public static Optional<Located<String>> nonBlankString(DocumentNode cell) {
    Optional<Located<String>> note = printableString(cell);
    if (note.isPresent() && note.get().value().isBlank()) {
      cell.reject("must not be empty; leave it out if it is not known");
      return Optional.empty();
    }
    return note;
  }

  /** {@code true} or {@code false} and nothing else: what 'yes' means depends on the parser. */
  public static Optional<Located<Boolean>> bool(DocumentNode cell) {
    return bool(cell, "true or false");
  }

  /** As the other, where something else may stand too. */
  public static Optional<Located<Boolean>> bool(DocumentNode cell, String expected) {
    Optional<Located<String>> plain = unquoted(cell, expected);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    String text = plain.get().value();
    if (!text.equals("true") && !text.equals("false")) {
      cell.reject("expected %s, found '%s'".formatted(expected, PrintableText.printable(text)));
      return Optional.empty();
    }
    return Optional.of(new Located<>(text.equals("true"), cell.location()));
  }

  /** A text without quotes, for what is no text in the end. */
  static Optional<Located<String>> unquoted(DocumentNode cell, String expected) {
    if (cell.value() instanceof Value.Scalar text && text.quoted()) {
      cell.reject(
          "expected %s, found text; drop the quotes around '%s'"
              .formatted(expected, PrintableText.printable(text.text())));
      return Optional.empty();
    }
    return string(cell, expected);
  }

  private static Optional<String> mistake(String text, int longest, Predicate<String> printable) {
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      return Optional.of(
          "a text has at most %d characters, this one has %d".formatted(longest, length));
    }
    return printable.test(text)
        ? Optional.empty()
        : Optional.of("'%s' has a control character".formatted(PrintableText.printable(text)));
  }
}
