package dev.rollcall.source.file;

import java.io.StringReader;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Gives SnakeYAML's scanner the whole text at once. SnakeYAML's own {@link StreamReader} (2.x)
 * copies its window again for each 1,024 characters of a long word or comment, so that 16 MiB of
 * them take a minute.
 */
final class InMemoryStreamReader extends StreamReader {

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final String file;
  private final int[] text;
  private int index;
  private int line;
  private int column;

  InMemoryStreamReader(String file, String text) {
    super(new StringReader(""));
    this.file = file;
    this.text = text.codePoints().toArray();
  }

  @Override
  public Mark getMark() {
    return new Mark(file, index, line, column, text, index);
  }

  @Override
  public void forward() {
    forward(1);
  }

  @Override
  public void forward(int length) {
    int end = Math.min(text.length, index + length);
    while (index < end) {
      int character = text[index++];
      if (isLineBreak(character)) {
        line++;
        column = 0;
      } else if (character != BYTE_ORDER_MARK) {
        column++;
      }
    }
  }

  // YAML 1.1 has more line breaks than most editors recognize.
  private boolean isLineBreak(int character) {
    return switch (character) {
      case '\n', 0x85, 0x2028, 0x2029 -> true;
      case '\r' -> peek() != '\n';
      default -> false;
    };
  }

  @Override
  public int peek() {
    return peek(0);
  }

  /** 0 after the end. */
  @Override
  public int peek(int offset) {
    return index + offset < text.length ? text[index + offset] : 0;
  }

  @Override
  public String prefix(int length) {
    return new String(text, index, Math.min(length, text.length - index));
  }

  /** Only for text without a line break. */
  @Override
  public String prefixForward(int length) {
    String prefix = prefix(length);
    index += prefix.codePointCount(0, prefix.length());
    column += length;
    return prefix;
  }

  @Override
  public int getColumn() {
    return column;
  }

  @Override
  public int getDocumentIndex() {
    return index;
  }

  @Override
  public void resetDocumentIndex() {
    // The limit is on the file as a whole.
  }

  @Override
  public int getIndex() {
    return index;
  }

  @Override
  public int getLine() {
    return line;
  }
}
