package dev.rollcall.check.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads one HTTP/1 response as its bytes arrive: interim responses, the head, and the body if it is
 * wanted. Keeps at most {@link HttpLineReader#MAX_BYTES} and {@link HttpBodyReader#MAX_BYTES}.
 */
final class HttpResponseReader {

  private final Predicate<HttpResponseHead> needsBody;
  private final HttpLineReader lines = new HttpLineReader("the header");
  private HttpHeadParser parser = new HttpHeadParser();
  private byte[] start = {};
  private Optional<HttpResponseHead> head = Optional.empty();
  private Optional<HttpBodyReader> body = Optional.empty();

  /**
   * @param needsBody whether the body of the final response is to be read
   */
  HttpResponseReader(Predicate<HttpResponseHead> needsBody) {
    this.needsBody = needsBody;
  }

  /** Reads on, as far as it is wanted. */
  void read(ByteBuf bytes) throws InvalidResponseException {
    checkPreface(bytes);
    while (head.isEmpty() && bytes.isReadable()) {
      readHeadLine(bytes);
    }
    if (body.isPresent()) {
      body.get().read(bytes);
    }
  }

  /** Whether anything was received. */
  boolean hasBegun() {
    return start.length > 0;
  }

  /** The head of the final response, once it was read. */
  Optional<HttpResponseHead> head() {
    return head;
  }

  /** The body; absent: it is not wanted, or not before {@link #head}. */
  Optional<HttpBodyReader> body() {
    return body;
  }

  /** Whether no more needs to be read. */
  boolean isDone() {
    return head.isPresent()
        && body.map(content -> content.isWhole() || content.isTooLarge()).orElse(true);
  }

  /** The connection was closed by the peer. */
  void closed() {
    body.ifPresent(HttpBodyReader::closed);
  }

  private void checkPreface(ByteBuf bytes) throws InvalidResponseException {
    if (HttpPreface.isHttp1(start)) {
      return;
    }
    int length = Math.min(HttpPreface.MAX_BYTES, bytes.readableBytes());
    byte[] longer = Arrays.copyOf(start, start.length + length);
    bytes.getBytes(bytes.readerIndex(), longer, start.length, length);
    start = longer;
    if (!HttpPreface.isPossible(start)) {
      throw InvalidResponseException.notHttp(HttpPreface.protocol(start));
    }
  }

  private void readHeadLine(ByteBuf bytes) throws InvalidResponseException {
    Optional<String> line = lines.read(bytes);
    if (line.isEmpty()) {
      return;
    }
    Optional<HttpResponseHead> ended = parser.add(line.get());
    if (ended.isEmpty()) {
      return;
    }
    if (ended.get().isInterim()) {
      parser = new HttpHeadParser();
    } else {
      head = ended;
      body = ended.filter(needsBody).map(HttpBodyReader::new);
    }
  }
}
