package dev.rollcall.check.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Lets an answer through if it begins as HTTP/1 does. Netty's decoder waits for the end of a line,
 * which never comes from one who speaks something else.
 */
final class HttpPrefaceGuard extends ChannelInboundHandlerAdapter {

  private static final byte[] START = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_SHOWN = 8;

  private final Consumer<HttpResult> end;
  private int matched;

  /**
   * @param end told if it is something else
   */
  HttpPrefaceGuard(Consumer<HttpResult> end) {
    this.end = end;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    int at = bytes.readerIndex();
    while (matched < START.length && at < bytes.writerIndex()) {
      if (bytes.getByte(at) != START[matched]) {
        end.accept(new HttpResult.NotHttp(protocol(bytes)));
        bytes.release();
        return;
      }
      matched++;
      at++;
    }
    context.fireChannelRead(bytes);
  }

  private static String protocol(ByteBuf bytes) {
    String hex =
        ByteBufUtil.hexDump(
            bytes, bytes.readerIndex(), Math.min(MOST_SHOWN, bytes.readableBytes()));
    if (hex.matches("1[56]03.*")) {
      return "TLS, as it seems";
    }
    // A frame of HTTP/2 that no server begins without: SETTINGS.
    return hex.matches("0000..04.*")
        ? "HTTP/2"
        : "something else, which begins with the bytes " + hex;
  }
}
