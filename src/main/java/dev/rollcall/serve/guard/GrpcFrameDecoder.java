package dev.rollcall.serve.guard;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * The messages of one gRPC request, put together from what comes in. They go on whole and inflated,
 * each with its prefix, and never larger than the limit, compressed or not.
 */
final class GrpcFrameDecoder {

  /** The largest message, in bytes. */
  static final int MAX_SIZE = 256 << 10;

  private static final int PREFIX = 5;

  private final boolean isGzip;
  private final InboundMemoryLimit budget;
  private Buffer rest = Buffer.buffer(0);
  private int kept;

  /**
   * @param isGzip whether messages may be compressed
   */
  GrpcFrameDecoder(boolean isGzip, InboundMemoryLimit budget) {
    this.isGzip = isGzip;
    this.budget = budget;
  }

  /** Hands on what is complete now, and keeps what is not. */
  void take(Buffer chunk, Handler<Buffer> complete) throws RejectedMessageException {
    Buffer all = kept == 0 ? chunk : rest.appendBuffer(chunk);
    drop();
    int at = 0;
    int size = size(all, at);
    while (size > 0) {
      complete.handle(whole(all, at, size));
      at += size;
      size = size(all, at);
    }
    keep(all, at);
  }

  /** No more will come; whether it ends between two messages. */
  boolean end() {
    boolean isComplete = kept == 0;
    drop();
    return isComplete;
  }

  /** Forgets what is kept. */
  void drop() {
    budget.give(kept);
    kept = 0;
    rest = Buffer.buffer(0);
  }

  private void keep(Buffer all, int at) throws RejectedMessageException {
    int length = all.length() - at;
    if (!budget.take(length)) {
      throw new RejectedMessageException(
          ApiError.tooMuch(
              "TOO_MANY_LARGE_REQUESTS", "too many requests are under way; try again"));
    }
    kept = length;
    rest = at == 0 ? all : all.getBuffer(at, all.length());
  }

  /** Of the message there with its prefix, in bytes; 0 if it is not complete. */
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
      throw refused("BAD_MESSAGE", "a message begins with a byte that is neither 0 nor 1");
    }
    if (!isGzip) {
      throw refused(
          "UNTOLD_COMPRESSION", "a message is compressed, but grpc-encoding says nothing");
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
      throw refused("BAD_COMPRESSION", "a message is said to be gzip and is not");
    }
  }

  private static ApiError tooLarge() {
    return ApiError.tooMuch(
        "MESSAGE_TOO_LARGE", "a message has more than %d bytes".formatted(MAX_SIZE));
  }

  private static RejectedMessageException refused(String reason, String message) {
    return new RejectedMessageException(ApiError.invalid(reason, message));
  }
}
