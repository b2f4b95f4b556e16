package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads strings and booleans. Each method is empty, with a problem reported, if the value is
 * invalid.
 */
public final class ScalarReader {

  /** The default maximum length of a string, in characters. */
  static final int MAX_LENGTH = 253;

  private ScalarReader() {}

  /** Any scalar as it was written; an id, for example, may look like a number. */
  public static Optional<Located<String>> string(DocumentCursor node, String expected) {
    if (node.value() instanceof DocumentValue.Scalar text) {
      return Optional.of(new Located<>(text.text(), text.location()));
    }
    node.reject("expected %s, found %s".formatted(expected, node.value().describe()));
    return Optional.empty();
  }

  /** A string for people to read: not too long, and without control characters. */
  public static Optional<Located<String>> printableString(DocumentCursor node) {
    return string(node, MAX_LENGTH, text -> !PrintableText.hasControlCharacter(text));
  }

  /**
   * A string of limited length.
   *
   * @param maxLength in characters
   * @param printable whether all of its characters are allowed
   */
  public static Optional<Located<String>> string(
      DocumentCursor node, int maxLength, Predicate<String> printable) {
    Optional<Located<String>> text = string(node, "text");
    Optional<String> mistake =
        text.map(Located::value).flatMap(written -> mistake(written, maxLength, printable));
    mistake.ifPresent(node::reject);
    return mistake.isPresent() ? Optional.empty() : text;
  }

  /** As {@link #printableString}, and not blank. */
  public static Optional<Located<String>> nonBlankString(DocumentCursor node) {
    Optional<Located<String>> note = printableString(node);
    if (note.isPresent() && note.get().value().isBlank()) {
      node.reject("must not be empty; leave it out if it is not known");
      return Optional.empty();
    }
    return note;
  }

  /** Exactly {@code true} or {@code false}: parsers disagree about words such as 'yes'. */
  public static Optional<Located<Boolean>> bool(DocumentCursor node) {
    return bool(node, "true or false");
  }

  /** Likewise, where the message has to name another valid form too. */
  public static Optional<Located<Boolean>> bool(DocumentCursor node, String expected) {
    Optional<Located<String>> plain = unquoted(node, expected);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    String text = plain.get().value();
    if (!text.equals("true") && !text.equals("false")) {
      node.reject("expected %s, found '%s'".formatted(expected, PrintableText.printable(text)));
      return Optional.empty();
    }
    return Optional.of(new Located<>(text.equals("true"), node.location()));
  }

  /** A scalar without quotes, for values that are not strings. */
  static Optional<Located<String>> unquoted(DocumentCursor node, String expected) {
    if (node.value() instanceof DocumentValue.Scalar text && text.quoted()) {
      node.reject(
          "expected %s, found text; drop the quotes around '%s'"
              .formatted(expected, PrintableText.printable(text.text())));
      return Optional.empty();
    }
    return string(node, expected);
  }

  private static Optional<String> mistake(String text, int maxLength, Predicate<String> printable) {
    int length = text.codePointCount(0, text.length());
    if (length > maxLength) {
      return Optional.of("expected at most %d characters, found %d".formatted(maxLength, length));
    }
    return printable.test(text)
        ? Optional.empty()
        : Optional.of("'%s' has a control character".formatted(PrintableText.printable(text)));
  }
}
