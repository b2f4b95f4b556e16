package dev.rollcall.peer;

import dev.rollcall.text.PrintableText;

/**
 * The id of a peer, unique in its roster: 1 to 253 characters of any script, without control
 * characters and without blanks around it. Ids are case-sensitive.
 */
public record PeerId(String value) implements Comparable<PeerId> {

  /** The longest id, in characters (Unicode code points). */
  public static final int MAX_LENGTH = 253;

  /**
   * @throws IllegalArgumentException with a message for the user that says what was expected
   */
  public PeerId {
    if (value.codePoints().allMatch(PeerId::isBlank)) {
      throw new IllegalArgumentException("an id must not be empty");
    }
    if (value.length() > 2 * MAX_LENGTH || value.codePointCount(0, value.length()) > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "an id has at most %d characters, this one has %d"
              .formatted(MAX_LENGTH, value.codePointCount(0, value.length())));
    }
    if (isBlank(value.codePointAt(0)) || isBlank(value.codePointBefore(value.length()))) {
      throw new IllegalArgumentException(
          "id '%s' begins or ends with a blank".formatted(PrintableText.printable(value)));
    }
    if (PrintableText.hasControlCharacter(value)) {
      throw new IllegalArgumentException(
          "id '%s' has a control character".formatted(PrintableText.printable(value)));
    }
  }

  // Character.isWhitespace() alone leaves out non-breaking spaces.
  private static boolean isBlank(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  @Override
  public int compareTo(PeerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
