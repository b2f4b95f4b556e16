package dev.rollcall.cli.local;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * Measures one connection, as the handler next to the socket. It records on the socket's thread,
 * and may be read on any.
 */
final class ConnectionTimings extends ChannelDuplexHandler {

  private final Clock clock;
  private volatile Optional<InetSocketAddress> address = Optional.empty();
  private volatile Optional<TimePoint> start = Optional.empty();
  private volatile Optional<TimePoint> connected = Optional.empty();
  private volatile Optional<TimePoint> failed = Optional.empty();
  private volatile Optional<TimePoint> tlsStart = Optional.empty();
  private volatile Optional<TimePoint> tlsEnd = Optional.empty();
  private volatile Optional<SSLSession> session = Optional.empty();
  private volatile boolean answered;

  ConnectionTimings(Clock clock) {
    this.clock = clock;
  }

  /** The remote address; absent if connecting was cancelled before it began. */
  Optional<InetSocketAddress> address() {
    return address;
  }

  /** How long connecting took, successful or not; absent if it has not finished. */
  Optional<Duration> connect() {
    return start.flatMap(from -> connected.or(() -> failed).map(from::until));
  }

  boolean isConnected() {
    return connected.isPresent();
  }

  /** How long the TLS handshake took, successful or not; absent if it has not finished. */
  Optional<Duration> handshake() {
    return tlsStart.flatMap(from -> tlsEnd.map(from::until));
  }

  /** The TLS session; absent if the handshake did not succeed. */
  Optional<SSLSession> session() {
    return session;
  }

  /** When the connection was ready for the request; absent if it never was. */
  Optional<TimePoint> ready() {
    return tlsStart.isPresent() ? tlsEnd.filter(end -> session.isPresent()) : connected;
  }

  /** Whether the server has sent anything after that. */
  boolean isAnswered() {
    return answered;
  }

  @Override
  public void connect(
      ChannelHandlerContext context,
      SocketAddress remote,
      SocketAddress local,
      ChannelPromise promise)
      throws Exception {
    address = Optional.of((InetSocketAddress) remote);
    start = Optional.of(clock.now());
    promise.addListener(
        finished -> {
          if (!finished.isSuccess()) {
            failed = Optional.of(clock.now());
          }
        });
    super.connect(context, remote, local, promise);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    connected = Optional.of(clock.now());
    super.channelActive(context);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (tlsStart.isEmpty()) {
      Optional.ofNullable(context.pipeline().get(SslHandler.class))
          .ifPresent(this::onHandshakeStart);
    }
    super.write(context, message, promise);
  }

  // The first write on a TLS connection is the client hello.
  private void onHandshakeStart(SslHandler tls) {
    tlsStart = Optional.of(clock.now());
    tls.handshakeFuture()
        .addListener(
            finished -> {
              if (finished.isSuccess()) {
                session = Optional.of(tls.engine().getSession());
              }
              tlsEnd = Optional.of(clock.now());
            });
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    answered = answered || ready().isPresent();
    super.channelRead(context, message);
  }
}
