package dev.rollcall.check.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads lines, which end in CR LF or, as every client accepts it (RFC 9112, 2.2), in LF alone. What
 * it reads in all, and so what it keeps, is limited.
 */
final class HttpLineReader {

  /** Servers have limits of 8 to 64 KB for what they receive. */
  static final int MAX_BYTES = 64 * 1024;

  private final String subject;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int consumed;

  /**
   * @param subject what the lines are, for messages
   */
  HttpLineReader(String subject) {
    this.subject = subject;
  }

  /** The next line without its end; empty if more bytes are needed. */
  Optional<String> read(ByteBuf bytes) throws InvalidResponseException {
    int feed = bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), (byte) '\n');
    int length = (feed < 0 ? bytes.writerIndex() : feed + 1) - bytes.readerIndex();
    consumed += length;
    if (consumed > MAX_BYTES) {
      throw InvalidResponseException.invalid(
          "%s has more than %d bytes".formatted(subject, MAX_BYTES));
    }
    append(bytes, length);
    return feed < 0 ? Optional.empty() : Optional.of(take());
  }

  /** Counts anew towards the limit. */
  void restart() {
    consumed = 0;
  }

  private void append(ByteBuf bytes, int length) {
    try {
      bytes.readBytes(line, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String take() {
    String text = line.toString(StandardCharsets.ISO_8859_1);
    line.reset();
    int end = text.length() - (text.endsWith("\r\n") ? 2 : 1);
    return text.substring(0, end);
  }
}
