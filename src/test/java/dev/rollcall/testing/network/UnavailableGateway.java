package dev.rollcall.testing.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A proxy of HTTP/2 whose server is down: it answers each request with an error page, as nginx. */
public final class UnavailableGateway implements AutoCloseable {

  private static final String PAGE = "<html>\r\n<head><title>Bad Gateway</title></head>\r\n</html>";

  private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;

  private UnavailableGateway(int port, int status) {
    listening =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connections.add(connection);
                    connection
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forServer().build(),
                            new Http2MultiplexHandler(answering(status)));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .syncUninterruptibly()
            .channel();
  }

  /**
   * Listens on the loopback.
   *
   * @param port 0 for any
   * @param status the HTTP status that it answers
   */
  public static UnavailableGateway start(int port, int status) {
    return new UnavailableGateway(port, status);
  }

  /** Where it listens. */
  public String address() {
    return "127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort();
  }

  private static ChannelInitializer<Channel> answering(int status) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel stream) {
        stream.pipeline().addLast(new Answer(status));
      }
    };
  }

  private static final class Answer extends SimpleChannelInboundHandler<Http2HeadersFrame> {

    private final int status;

    Answer(int status) {
      this.status = status;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext stream, Http2HeadersFrame request) {
      Http2Headers headers =
          new DefaultHttp2Headers()
              .status(String.valueOf(status))
              .add("server", "nginx/1.22.1")
              .add("content-type", "text/html")
              .add("content-length", String.valueOf(PAGE.length()));
      Object unused = stream.write(new DefaultHttp2HeadersFrame(headers));
      Object unusedToo =
          stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(PAGE, UTF_8), true));
    }
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    connections.close().syncUninterruptibly();
    Future<?> unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
