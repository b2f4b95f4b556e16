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
 * Looks on at one connection, from nearest to the wire. It notes on the socket's thread, and may be
 * asked on any other.
 */
final class ConnectionTimings extends ChannelDuplexHandler {

  private final Clock time;
  private volatile Optional<InetSocketAddress> address = Optional.empty();
  private volatile Optional<TimePoint> start = Optional.empty();
  private volatile Optional<TimePoint> connected = Optional.empty();
  private volatile Optional<TimePoint> failed = Optional.empty();
  private volatile Optional<TimePoint> tlsStart = Optional.empty();
  private volatile Optional<TimePoint> tlsEnd = Optional.empty();
  private volatile Optional<SSLSession> session = Optional.empty();
  private volatile boolean answered;

  ConnectionTimings(Clock time) {
    this.time = time;
  }

  /** Where it leads; absent if it was given up before. */
  Optional<InetSocketAddress> address() {
    return address;
  }

  /** How long connecting took, be it in vain; absent if it is not over. */
  Optional<Duration> connect() {
    return start.flatMap(from -> connected.or(() -> failed).map(from::until));
  }

  boolean isConnected() {
    return connected.isPresent();
  }

  /** How long the handshake took, be it in vain; absent if it is not over. */
  Optional<Duration> handshake() {
    return tlsStart.flatMap(from -> tlsEnd.map(from::until));
  }

  /** What was agreed on; absent if the handshake did not succeed. */
  Optional<SSLSession> session() {
    return session;
  }

  /** When all was ready for the question; absent if it never was. */
  Optional<TimePoint> ready() {
    return tlsStart.isPresent() ? tlsEnd.filter(end -> session.isPresent()) : connected;
  }

  /** Whether the other side has said anything after that. */
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
    start = Optional.of(time.now());
    promise.addListener(
        done -> {
          if (!done.isSuccess()) {
            failed = Optional.of(time.now());
          }
        });
    super.connect(context, remote, local, promise);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    connected = Optional.of(time.now());
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

  // What is written first over TLS is its greeting.
  private void onHandshakeStart(SslHandler tls) {
    tlsStart = Optional.of(time.now());
    tls.handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                session = Optional.of(tls.engine().getSession());
              }
              tlsEnd = Optional.of(time.now());
            });
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    answered = answered || ready().isPresent();
    super.channelRead(context, message);
  }
}
