package dev.rollcall.serve.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that are of no use: those that ask nothing, and those whose other end has gone.
 * An HTTP/2 connection that is silent is sent a PING, so an idle client stays as long as it lives.
 * Nearest to the socket of all handlers; on the connection's event loop.
 */
public final class ConnectionGuard extends ChannelDuplexHandler {

  /** By then a connection speaks HTTP/2, or has made a request that was let in. */
  static final Duration FIRST_REQUEST = Duration.ofSeconds(10);

  /** From one look to the next. */
  static final Duration LOOK = Duration.ofSeconds(30);

  /** So many looks in a row without a sign of life end a connection. */
  static final int LOOKS = 3;

  private final ConnectionLimiter connections;
  private final boolean isNew;

  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> looks;
  private @Nullable Future<?> judgement;
  private boolean isProven;
  private boolean heard;
  private boolean said;
  private int silent;

  private ConnectionGuard(ConnectionLimiter connections, boolean isNew) {
    this.connections = connections;
    this.isNew = isNew;
  }

  /** Guards a connection that was just accepted. */
  static void add(Channel channel, ConnectionLimiter connections) {
    channel.pipeline().addFirst(new ConnectionGuard(connections, true));
  }

  /** That of this connection, if it has one. The public API has no way from it to its channel. */
  public static Optional<ConnectionGuard> of(HttpConnection connection) {
    return connection instanceof ConnectionBase internal
        ? of(internal.channel())
        : Optional.empty();
  }

  static Optional<ConnectionGuard> of(Channel channel) {
    return Optional.ofNullable(channel.pipeline().get(ConnectionGuard.class));
  }

  /** The connection has made a request that was let in. */
  public void prove() {
    if (!isProven && context != null) {
      isProven = true;
      connections.prove(context.channel());
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    long interval = LOOK.toMillis();
    looks =
        added.executor().scheduleAtFixedRate(this::look, interval, interval, TimeUnit.MILLISECONDS);
    if (isNew) {
      Channel channel = added.channel();
      Object unused = channel.closeFuture().addListener(closed -> connections.close(channel));
      judgement =
          added.executor().schedule(this::judge, FIRST_REQUEST.toMillis(), TimeUnit.MILLISECONDS);
      connections.open(channel).ifPresent(ConnectionGuard::close);
    }
  }

  // The upgrade from HTTP/1.1 to HTTP/2 takes out all handlers that it does not know.
  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    cancel();
    Channel channel = removed.channel();
    if (channel.isActive()) {
      removed.executor().execute(() -> addAgain(channel));
    }
  }

  private void addAgain(Channel channel) {
    if (channel.isActive() && of(channel).isEmpty()) {
      channel.pipeline().addFirst(new ConnectionGuard(connections, false));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext gone) {
    cancel();
    gone.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    heard = true;
    reading.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise)
      throws Exception {
    said = true;
    super.write(writing, message, promise);
  }

  // A write that fails because its call was cancelled is reported as a failure of the connection,
  // and Vert.x would close it, with all other calls on it (quarkus issue 56268).
  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    if (!isOfOneCall(cause)) {
      failed.fireExceptionCaught(cause);
    }
  }

  // The encoder tells of a stream that is gone already by no type of its own.
  private static boolean isOfOneCall(Throwable cause) {
    return cause instanceof Http2Exception.StreamException
        || ((cause instanceof IllegalStateException || cause instanceof IllegalArgumentException)
            && String.valueOf(cause.getMessage()).startsWith("Stream no longer exists"));
  }

  private void cancel() {
    cancel(looks);
    cancel(judgement);
  }

  private static void close(Channel channel) {
    Object unused = channel.close();
  }

  private static void cancel(@Nullable Future<?> task) {
    if (task != null) {
      task.cancel(false);
    }
  }

  private void judge() {
    if (context != null && !connections.isProven(context.channel()) && http2() == null) {
      close(context.channel());
    }
  }

  private void look() {
    Http2ConnectionHandler http2 = http2();
    if (context == null) {
      return;
    }
    boolean isAlive = heard || (http2 == null && said && context.channel().isWritable());
    heard = false;
    said = false;
    silent = isAlive ? 0 : silent + 1;
    if (silent >= LOOKS) {
      close(context.channel());
    } else if (silent > 0 && http2 != null) {
      ping(http2);
    }
  }

  private @Nullable Http2ConnectionHandler http2() {
    return context == null ? null : context.pipeline().get(Http2ConnectionHandler.class);
  }

  private static void ping(Http2ConnectionHandler http2, ChannelHandlerContext its) {
    Object unused = http2.encoder().writePing(its, false, 0, its.newPromise());
    its.flush();
  }

  private void ping(Http2ConnectionHandler http2) {
    ChannelHandlerContext its = context == null ? null : context.pipeline().context(http2);
    if (its != null) {
      ping(http2, its);
    }
  }
}
