package dev.rollcall.check.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Passes a response on if it begins as HTTP/1 does, and reports the protocol otherwise. Netty's
 * decoder would wait for the end of a line, which other protocols never send.
 */
final class HttpPrefaceGuard extends ChannelInboundHandlerAdapter {

  private static final byte[] START = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_DUMPED_BYTES = 8;

  private final Consumer<HttpResult> end;
  private int matched;

  /**
   * @param end takes the result if the peer speaks another protocol
   */
  HttpPrefaceGuard(Consumer<HttpResult> end) {
    this.end = end;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    int index = bytes.readerIndex();
    while (matched < START.length && index < bytes.writerIndex()) {
      if (bytes.getByte(index) != START[matched]) {
        end.accept(new HttpResult.NotHttp(protocol(bytes)));
        bytes.release();
        return;
      }
      matched++;
      index++;
    }
    context.fireChannelRead(bytes);
  }

  private static String protocol(ByteBuf bytes) {
    String hex =
        ByteBufUtil.hexDump(
            bytes, bytes.readerIndex(), Math.min(MAX_DUMPED_BYTES, bytes.readableBytes()));
    if (hex.matches("1[56]03.*")) {
      return "what looks like TLS";
    }
    // A SETTINGS frame, the first of every HTTP/2 server.
    return hex.matches("0000..04.*") ? "HTTP/2" : "an unknown protocol (first bytes " + hex + ")";
  }
}
