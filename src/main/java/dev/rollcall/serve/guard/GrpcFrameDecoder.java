package dev.rollcall.serve.guard;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * Decodes the body of one gRPC request into whole, inflated messages, each with its prefix. None is
 * larger than the limit, compressed or not.
 */
final class GrpcFrameDecoder {

  /** The largest message, in bytes. */
  static final int MAX_SIZE = 256 << 10;

  private static final int PREFIX = 5;

  private final boolean isGzip;
  private final InboundMemoryLimit memory;
  private Buffer incomplete = Buffer.buffer(0);
  private int reservedBytes;

  /**
   * @param isGzip whether messages may be compressed
   */
  GrpcFrameDecoder(boolean isGzip, InboundMemoryLimit memory) {
    this.isGzip = isGzip;
    this.memory = memory;
  }

  /** Passes complete messages on, and buffers the rest. */
  void decode(Buffer chunk, Handler<Buffer> complete) throws RejectedMessageException {
    Buffer all = reservedBytes == 0 ? chunk : incomplete.appendBuffer(chunk);
    discard();
    int at = 0;
    int size = size(all, at);
    while (size > 0) {
      complete.handle(whole(all, at, size));
      at += size;
      size = size(all, at);
    }
    buffer(all, at);
  }

  /** Ends the request. True: it ended between two messages, as it must. */
  boolean end() {
    boolean isComplete = reservedBytes == 0;
    discard();
    return isComplete;
  }

  /** Discards what is buffered, and releases its memory. */
  void discard() {
    memory.release(reservedBytes);
    reservedBytes = 0;
    incomplete = Buffer.buffer(0);
  }

  private void buffer(Buffer all, int at) throws RejectedMessageException {
    int length = all.length() - at;
    if (!memory.tryReserve(length)) {
      throw new RejectedMessageException(
          ApiError.exhausted(
              "TOO_MANY_LARGE_REQUESTS", "too many large requests at a time; try again later"));
    }
    reservedBytes = length;
    incomplete = at == 0 ? all : all.getBuffer(at, all.length());
  }

  /** The size of the message at this offset with its prefix, in bytes; 0: it is incomplete. */
  private static int size(Buffer all, int at) throws RejectedMessageException {
    if (all.length() - at < PREFIX) {
      return 0;
    }
    long length = all.getUnsignedInt(at + 1);
    if (length > MAX_SIZE) {
      throw new RejectedMessageException(tooLarge());
    }
    int size = PREFIX + (int) length;
    return all.length() - at < size ? 0 : size;
  }

  private Buffer whole(Buffer all, int at, int size) throws RejectedMessageException {
    byte flag = all.getByte(at);
    if (flag == 0) {
      return at == 0 && size == all.length() ? all : all.slice(at, at + size);
    }
    if (flag != 1) {
      throw rejected("BAD_MESSAGE", "a message has a compression flag that is neither 0 nor 1");
    }
    if (!isGzip) {
      throw rejected(
          "UNTOLD_COMPRESSION",
          "a message is compressed, but the header grpc-encoding does not name gzip");
    }
    byte[] inflated = inflated(all.getBytes(at + PREFIX, at + size));
    return Buffer.buffer(PREFIX + inflated.length)
        .appendByte((byte) 0)
        .appendInt(inflated.length)
        .appendBytes(inflated);
  }

  private static byte[] inflated(byte[] compressed) throws RejectedMessageException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] inflated = in.readNBytes(MAX_SIZE + 1);
      if (inflated.length > MAX_SIZE) {
        throw new RejectedMessageException(tooLarge());
      }
      return inflated;
    } catch (IOException e) {
      throw rejected("BAD_COMPRESSION", "a message is not valid gzip");
    }
  }

  private static ApiError tooLarge() {
    return ApiError.exhausted(
        "MESSAGE_TOO_LARGE", "a message is larger than %d bytes".formatted(MAX_SIZE));
  }

  private static RejectedMessageException rejected(String reason, String message) {
    return new RejectedMessageException(ApiError.invalid(reason, message));
  }
}
