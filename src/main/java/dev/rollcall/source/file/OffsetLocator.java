package dev.rollcall.source.file;

import dev.rollcall.source.document.SourceLocation;

/** Converts offsets in a text to locations. Only forward, so that all together take one pass. */
final class OffsetLocator {

  private final String file;
  private final String text;
  private int offset;
  private int line = 1;
  private int column = 1;

  OffsetLocator(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * @param next not before the previous one, and not inside a surrogate pair
   */
  SourceLocation moveTo(int next) {
    while (offset < next) {
      int character = text.codePointAt(offset);
      offset += Character.charCount(character);
      boolean first = character == '\r' && offset < text.length() && text.charAt(offset) == '\n';
      if ((character == '\n' || character == '\r') && !first) {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new SourceLocation.InFile(file, line, column);
  }
}
