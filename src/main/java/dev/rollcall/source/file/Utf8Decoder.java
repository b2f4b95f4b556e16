package dev.rollcall.source.file;

import dev.rollcall.source.document.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8, and locates the first invalid byte. */
final class Utf8Decoder {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8Decoder() {}

  /** The text, without a byte order mark before it. */
  static String decode(String file, byte[] bytes) throws InvalidFileException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = withoutByteOrderMark(out.flip().toString());
    if (result.isError()) {
      int wrong = bytes[in.position()] & 0xff;
      String hint = in.position() == 0 && wrong >= 0xfe ? "; the file looks like UTF-16" : "";
      throw new InvalidFileException(
          locationAfter(file, text),
          "byte 0x%02x is not UTF-8, which is expected%s".formatted(wrong, hint));
    }
    return text;
  }

  private static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** The location after this text, which begins the file. */
  static SourceLocation locationAfter(String file, String text) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean first = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if ((c == '\n' || c == '\r') && !first) {
        line++;
        start = i + 1;
      }
    }
    return new SourceLocation.InFile(file, line, text.codePointCount(start, text.length()) + 1);
  }
}
