package dev.rollcall.testing.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;

/** Serves the same answer to each HTTP/1.1 request, on the loopback. */
public final class WebServer implements AutoCloseable {

  /**
   * What each request is answered.
   *
   * @param location absent: no such header
   */
  public record Page(int status, String body, Optional<String> location) {

    /** Without a location. */
    public Page(int status, String body) {
      this(status, body, Optional.empty());
    }
  }

  /** What a request was, as far as a test wants to know. */
  public record Request(String line, String host, String connection, String agent, String accept) {}

  private final EventLoopGroup loops =
      new NioEventLoopGroup(1, new DefaultThreadFactory("web-server", true));
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final Channel listener;
  private volatile Page page = new Page(200, "");
  private volatile Optional<SslContext> tls;

  private WebServer(Optional<SslContext> tls) {
    this.tls = tls;
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(NioServerSocketChannel::new)
            .childHandler(new Connections())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly();
    listener = bound.channel();
  }

  /** Starts one that speaks plain text. */
  public static WebServer start() {
    return new WebServer(Optional.empty());
  }

  /** Starts one that speaks TLS. */
  public static WebServer start(SslContext tls) {
    return new WebServer(Optional.of(tls));
  }

  /** From now on each request is answered this. */
  public void answer(Page answer) {
    page = answer;
  }

  /** From now on each connection is spoken to with this. */
  public void speak(SslContext context) {
    tls = Optional.of(context);
  }

  /** The requests so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The headers of the requests so far, by their names in lower case. */
  public List<Map<String, String>> headers() {
    return List.copyOf(headers);
  }

  /** The server name (SNI) of each handshake that succeeded; empty where it had none. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** Where it listens. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  @Override
  public void close() {
    Future<?> unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    unused.syncUninterruptibly();
  }

  private final class Connections extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
      channel
          .pipeline()
          .addLast(new HttpServerCodec(), new HttpObjectAggregator(1024), new Answers());
    }
  }

  private final class Answers extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      Map<String, String> fields = new TreeMap<>();
      request
          .headers()
          .forEach(field -> fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
      headers.add(Map.copyOf(fields));
      requests.add(
          new Request(
              request.method() + " " + request.uri() + " " + request.protocolVersion(),
              String.valueOf(request.headers().get(HttpHeaderNames.HOST)),
              String.valueOf(request.headers().get(HttpHeaderNames.CONNECTION)),
              String.valueOf(request.headers().get(HttpHeaderNames.USER_AGENT)),
              String.valueOf(request.headers().get(HttpHeaderNames.ACCEPT))));
      Page now = page;
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(now.status()),
              Unpooled.copiedBuffer(now.body(), StandardCharsets.UTF_8));
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
      now.location().ifPresent(to -> response.headers().set(HttpHeaderNames.LOCATION, to));
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
        SslHandler handler = context.pipeline().get(SslHandler.class);
        ExtendedSSLSession session = (ExtendedSSLSession) handler.engine().getSession();
        names.add(
            session.getRequestedServerNames().stream()
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst()
                .orElse(""));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ChannelFuture unused = context.close();
    }
  }
}
