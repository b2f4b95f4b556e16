package dev.rollcall.check.http;

import dev.rollcall.text.PrintableText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the body of one response, no further than {@link #MAX_BYTES}, whatever its framing. */
final class HttpBodyReader {

  /** The response of a health check is not longer. */
  static final int MAX_BYTES = 64 * 1024;

  private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9a-fA-F]{1,15}");
  private static final int HEXADECIMAL = 16;

  private final HttpLineReader lines = new HttpLineReader("a chunk's size line or trailer");
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private State state;
  private long chunkSize;
  private long remaining;

  private enum State {
    FIXED_LENGTH,
    UNTIL_CLOSED,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    DONE
  }

  /** The framing that this head announces. */
  HttpBodyReader(HttpResponseHead head) {
    if (head.status() == 204 || head.status() == 304) {
      state = State.DONE;
    } else if (head.isChunked()) {
      state = State.CHUNK_SIZE;
    } else {
      remaining = head.contentLength().orElse(Long.MAX_VALUE);
      state = head.contentLength().isPresent() ? State.FIXED_LENGTH : State.UNTIL_CLOSED;
      endIfComplete();
    }
  }

  /** Whether the body has ended, and all of it was read. */
  boolean isWhole() {
    return state == State.DONE && !isTooLarge();
  }

  /** Whether no more needs to be read, as it has more bytes than are wanted. */
  boolean isTooLarge() {
    return body.size() > MAX_BYTES;
  }

  /** What was read. */
  byte[] bytes() {
    return body.toByteArray();
  }

  /** The connection was closed by the peer. */
  void closed() {
    if (state == State.UNTIL_CLOSED) {
      state = State.DONE;
    }
  }

  /** Reads on. */
  void read(ByteBuf bytes) throws InvalidResponseException {
    while (bytes.isReadable() && state != State.DONE && !isTooLarge()) {
      switch (state) {
        case FIXED_LENGTH, UNTIL_CLOSED, CHUNK -> readData(bytes);
        case CHUNK_END -> endChunk(bytes);
        default -> readLine(bytes);
      }
    }
  }

  private void readData(ByteBuf bytes) {
    int wanted = MAX_BYTES + 1 - body.size();
    int length = (int) Math.min(remaining, Math.min(wanted, bytes.readableBytes()));
    body.writeBytes(ByteBufUtil.getBytes(bytes.readSlice(length)));
    remaining -= length;
    endIfComplete();
  }

  private void endIfComplete() {
    if (remaining == 0) {
      state = state == State.CHUNK ? State.CHUNK_END : State.DONE;
    }
  }

  private void endChunk(ByteBuf bytes) throws InvalidResponseException {
    byte next = bytes.getByte(bytes.readerIndex());
    Optional<String> line = next == '\r' || next == '\n' ? lines.read(bytes) : Optional.of("more");
    if (line.isEmpty()) {
      return;
    }
    if (!line.get().isEmpty()) {
      throw InvalidResponseException.invalid(
          "a chunk has more than the %d bytes that its size says".formatted(chunkSize));
    }
    lines.restart();
    state = State.CHUNK_SIZE;
  }

  private void readLine(ByteBuf bytes) throws InvalidResponseException {
    Optional<String> line = lines.read(bytes);
    if (line.isEmpty()) {
      return;
    }
    if (state == State.CHUNK_SIZE) {
      lines.restart();
      startChunk(line.get());
    } else if (line.get().isEmpty()) {
      state = State.DONE;
    }
  }

  private void startChunk(String line) throws InvalidResponseException {
    String size = line.split(";", 2)[0].strip();
    if (!CHUNK_SIZE.matcher(size).matches()) {
      throw InvalidResponseException.invalid(
          "the chunk size '%s' is malformed; expected a hexadecimal number"
              .formatted(PrintableText.printable(size)));
    }
    chunkSize = Long.parseLong(size, HEXADECIMAL);
    remaining = chunkSize;
    state = chunkSize == 0 ? State.TRAILER : State.CHUNK;
  }
}
