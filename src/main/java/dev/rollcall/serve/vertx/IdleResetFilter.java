package dev.rollcall.serve.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2FrameTypes;
import org.jspecify.annotations.Nullable;

/**
 * Drops each RST_STREAM of an HTTP/2 client for a stream that it never opened. Clients with an old
 * gRPC core send one when a call is cancelled before its HEADERS are written (grpc issues 19655 and
 * 38758); Netty 4.1 closes the connection for it, with all other calls on it, as RFC 9113 (6.4)
 * says. It reads only the headers of frames, of the bytes as they leave TLS; all others are passed
 * on as they are. A connection with another protocol does not keep it.
 */
final class IdleResetFilter extends ChannelInboundHandlerAdapter {

  /** After so many in a row, without a new stream between them, the next one is passed on. */
  static final int MAX_DROPPED = 1_000;

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int HEADER = Http2CodecUtil.FRAME_HEADER_LENGTH;
  private static final int RESET_PAYLOAD = 4;

  private final Http2ErrorLog errors;

  private boolean isObserved;
  private int prefaceRead;
  private int highestStream;
  private int dropped;

  /** Of the current frame, still to come. */
  private int payloadLeft;

  private boolean isDropping;

  /** The beginning of a header, whose end is still to come. */
  private @Nullable ByteBuf incompleteHeader;

  private boolean passedOn;

  /**
   * @param isUpgraded whether the connection was HTTP/1.1 before, whose last request is stream 1
   */
  IdleResetFilter(Http2ErrorLog errors, boolean isUpgraded) {
    this.errors = errors;
    this.highestStream = isUpgraded ? 1 : 0;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    reportErrors(added.pipeline());
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    ByteBuf header = incompleteHeader;
    incompleteHeader = null;
    if (header != null) {
      removed.fireChannelRead(header);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      passOn(context, message);
    } else if (prefaceRead < PREFACE.length) {
      readPreface(context, bytes);
    } else {
      readFrames(context, bytes);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    boolean isStarved = !passedOn && !context.channel().config().isAutoRead();
    passedOn = false;
    context.fireChannelReadComplete();
    if (isStarved) {
      context.read();
    }
  }

  private void readPreface(ChannelHandlerContext context, ByteBuf bytes) {
    int length = Math.min(bytes.readableBytes(), PREFACE.length - prefaceRead);
    for (int i = 0; i < length; i++) {
      if (bytes.getByte(bytes.readerIndex() + i) != PREFACE[prefaceRead + i]) {
        reportErrors(context.pipeline());
        // First, as what it is passed to may remove all handlers.
        context.pipeline().remove(this);
        passOn(context, bytes);
        return;
      }
    }
    prefaceRead += length;
    if (prefaceRead < PREFACE.length) {
      passOn(context, bytes);
      return;
    }
    ByteBuf frames = bytes.slice(bytes.readerIndex() + length, bytes.readableBytes() - length);
    passOn(context, bytes.retainedSlice(bytes.readerIndex(), length));
    // Vert.x adds its handler for HTTP/2 when it has the preface, unless TLS has agreed on it.
    reportErrors(context.pipeline());
    readFrames(context, frames);
  }

  private void reportErrors(ChannelPipeline pipeline) {
    Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
    if (http2 != null && !isObserved) {
      isObserved = true;
      errors.observe(http2.connection(), pipeline.channel());
    }
  }

  private void readFrames(ChannelHandlerContext context, ByteBuf bytes) {
    try {
      int kept = bytes.readerIndex();
      int at = kept;
      while (at < bytes.writerIndex()) {
        int left = bytes.writerIndex() - at;
        if (payloadLeft > 0) {
          int length = Math.min(payloadLeft, left);
          at += length;
          payloadLeft -= length;
          kept = isDropping ? at : kept;
        } else if (incompleteHeader == null && left >= HEADER) {
          if (isToBeDropped(bytes, at)) {
            passOn(context, bytes, kept, at);
            kept = at + HEADER;
          }
          at += HEADER;
        } else {
          passOn(context, bytes, kept, at);
          at += readHeader(context, bytes, at);
          kept = at;
        }
      }
      passOn(context, bytes, kept, at);
    } finally {
      bytes.release();
    }
  }

  /** Collects a header that comes in pieces. Returns how many bytes it took. */
  private int readHeader(ChannelHandlerContext context, ByteBuf bytes, int at) {
    ByteBuf header = incompleteHeader;
    if (header == null) {
      header = context.alloc().buffer(HEADER, HEADER);
      incompleteHeader = header;
    }
    int length = Math.min(header.writableBytes(), bytes.writerIndex() - at);
    header.writeBytes(bytes, at, length);
    if (!header.isWritable()) {
      incompleteHeader = null;
      if (isToBeDropped(header, header.readerIndex())) {
        header.release();
      } else {
        passOn(context, header);
      }
    }
    return length;
  }

  /** Begins with a frame. */
  private boolean isToBeDropped(ByteBuf bytes, int at) {
    payloadLeft = bytes.getUnsignedMedium(at);
    int type = bytes.getUnsignedByte(at + 3);
    int stream = bytes.getInt(at + 5) & Integer.MAX_VALUE;
    boolean isNew = stream % 2 == 1 && stream > highestStream;
    if (isNew && type == Http2FrameTypes.HEADERS) {
      highestStream = stream;
      dropped = 0;
    }
    isDropping =
        isNew
            && type == Http2FrameTypes.RST_STREAM
            && payloadLeft == RESET_PAYLOAD
            && dropped < MAX_DROPPED;
    if (isDropping) {
      dropped++;
    }
    return isDropping;
  }

  private void passOn(ChannelHandlerContext context, ByteBuf bytes, int from, int to) {
    if (to > from) {
      passOn(context, bytes.retainedSlice(from, to - from));
    }
  }

  private void passOn(ChannelHandlerContext context, Object message) {
    passedOn = true;
    context.fireChannelRead(message);
  }
}
