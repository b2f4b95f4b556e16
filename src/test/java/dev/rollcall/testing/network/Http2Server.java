package dev.rollcall.testing.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Frame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Answers each call over HTTP/2 with the frames that a test wants, whatever the client permits. */
public final class Http2Server implements AutoCloseable {

  private static final byte[] SERVING = {0, 0, 0, 0, 2, 8, 1};

  private final EventLoopGroup loops =
      new NioEventLoopGroup(1, new DefaultThreadFactory("http2-server", true));
  private final Channel listening;

  private Http2Server(Consumer<ChannelHandlerContext> answer) {
    listening =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forServer()
                                .encoderIgnoreMaxHeaderListSize(true)
                                .build(),
                            new Http2MultiplexHandler(new Answerer(answer)));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  /** Health/Check answers SERVING, with these headers and trailers besides gRPC's own. */
  public static Http2Server serving(Map<String, String> headers, Map<String, String> trailers) {
    return new Http2Server(
        context -> {
          Http2Headers first = headers("200", "application/grpc");
          headers.forEach(first::add);
          Http2Headers last = new DefaultHttp2Headers().add("grpc-status", "0");
          trailers.forEach(last::add);
          send(context, new DefaultHttp2HeadersFrame(first));
          send(context, new DefaultHttp2DataFrame(Unpooled.copiedBuffer(SERVING)));
          send(context, new DefaultHttp2HeadersFrame(last, true));
        });
  }

  /** As a proxy does for a server that is away: HTTP's own status, and a page. */
  public static Http2Server page(String status, String page) {
    return new Http2Server(
        context -> {
          send(context, new DefaultHttp2HeadersFrame(headers(status, "text/html")));
          byte[] body = page.getBytes(StandardCharsets.UTF_8);
          send(context, new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body), true));
        });
  }

  /** The same without a page. */
  public static Http2Server status(String status) {
    return new Http2Server(
        context ->
            send(
                context,
                new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status(status), true)));
  }

  /** Every call ends with this error of HTTP/2. */
  public static Http2Server resetting(Http2Error error) {
    return new Http2Server(context -> send(context, new DefaultHttp2ResetFrame(error)));
  }

  /** A client that is gone need not get it. */
  private static void send(ChannelHandlerContext context, Http2Frame frame) {
    Object unused = context.writeAndFlush(frame);
  }

  private static Http2Headers headers(String status, String type) {
    return new DefaultHttp2Headers().status(status).add("content-type", type);
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort();
  }

  @Override
  public void close() {
    Future<?> unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** Answers once the call has begun. */
  @ChannelHandler.Sharable
  private static final class Answerer extends SimpleChannelInboundHandler<Http2HeadersFrame> {

    private final Consumer<ChannelHandlerContext> answer;

    Answerer(Consumer<ChannelHandlerContext> answer) {
      super(Http2HeadersFrame.class);
      this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Http2HeadersFrame frame) {
      answer.accept(context);
    }
  }
}
