package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.util.Optional;

/**
 * Texts and booleans. Each method is empty, and tells why, if the value is not what it should be.
 */
final class Scalars {

  /** The longest text that is kept, in characters. */
  static final int MAX_LENGTH = 253;

  private Scalars() {}

  /** Any scalar as the text that was written; an id may well be a number. */
  static Optional<Marked<String>> text(Cell cell, String expected) {
    if (cell.value() instanceof Value.Text text) {
      return Optional.of(new Marked<>(text.text(), text.place()));
    }
    cell.refuse("expected %s, found %s".formatted(expected, cell.value().describe()));
    return Optional.empty();
  }

  /** A text for people to read: not too long, and without control characters. */
  static Optional<Marked<String>> note(Cell cell) {
    return text(cell, "text").filter(text -> isNote(text.value(), cell));
  }

  /** As {@link #note}, and not empty. */
  static Optional<Marked<String>> name(Cell cell) {
    Optional<Marked<String>> note = note(cell);
    if (note.isPresent() && note.get().value().isBlank()) {
      cell.refuse("must not be empty; leave it out if it is not known");
      return Optional.empty();
    }
    return note;
  }

  /** {@code true} or {@code false} and nothing else: what 'yes' means depends on the parser. */
  static Optional<Marked<Boolean>> truth(Cell cell) {
    Optional<Marked<String>> plain = plain(cell, "true or false");
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    String text = plain.get().value();
    if (!text.equals("true") && !text.equals("false")) {
      cell.refuse("expected true or false, found '%s'".formatted(Texts.printable(text)));
      return Optional.empty();
    }
    return Optional.of(new Marked<>(text.equals("true"), cell.place()));
  }

  /** A text without quotes, for what is no text in the end. */
  static Optional<Marked<String>> plain(Cell cell, String expected) {
    if (cell.value() instanceof Value.Text text && text.quoted()) {
      cell.refuse(
          "expected %s, found text; drop the quotes around '%s'"
              .formatted(expected, Texts.printable(text.text())));
      return Optional.empty();
    }
    return text(cell, expected);
  }

  private static boolean isNote(String text, Cell cell) {
    int length = text.codePointCount(0, text.length());
    if (length > MAX_LENGTH) {
      cell.refuse(
          "a text has at most %d characters, this one has %d".formatted(MAX_LENGTH, length));
      return false;
    }
    if (Texts.hasControlCharacter(text)) {
      cell.refuse("'%s' has a control character".formatted(Texts.printable(text)));
      return false;
    }
    return true;
  }
}
