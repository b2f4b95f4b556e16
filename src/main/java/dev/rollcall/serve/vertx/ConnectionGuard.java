package dev.rollcall.serve.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that send no request, and those whose client is no longer reachable. A silent
 * HTTP/2 connection is sent a PING, so an idle client may stay for as long as it answers. It is the
 * first handler of the pipeline, and runs on the connection's event loop.
 */
public final class ConnectionGuard extends ChannelDuplexHandler {

  /** Until then a connection must speak HTTP/2, or have made an admitted request. */
  static final Duration FIRST_REQUEST_TIMEOUT = Duration.ofSeconds(10);

  /** Between two checks whether the client is alive. */
  static final Duration LIVENESS_INTERVAL = Duration.ofSeconds(30);

  /** So many intervals in a row without traffic end a connection. */
  static final int MAX_SILENT_INTERVALS = 3;

  private final ConnectionLimiter connections;
  private final Http2ErrorLog errors;
  private final boolean isNew;

  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> livenessCheck;
  private @Nullable Future<?> firstRequestTimeout;
  private boolean isTrusted;
  private boolean received;
  private boolean sent;
  private int silentIntervals;

  private ConnectionGuard(ConnectionLimiter connections, Http2ErrorLog errors, boolean isNew) {
    this.connections = connections;
    this.errors = errors;
    this.isNew = isNew;
  }

  /** Adds a guard to a connection that was just accepted. */
  static void add(Channel channel, ConnectionLimiter connections, Http2ErrorLog errors) {
    channel.pipeline().addFirst(new ConnectionGuard(connections, errors, true));
  }

  /** That of this connection, if it has one. Vert.x 4 gives access to a channel only internally. */
  public static Optional<ConnectionGuard> of(HttpConnection connection) {
    return connection instanceof ConnectionBase internal
        ? of(internal.channel())
        : Optional.empty();
  }

  static Optional<ConnectionGuard> of(Channel channel) {
    return Optional.ofNullable(channel.pipeline().get(ConnectionGuard.class));
  }

  /** The connection has made an admitted request. */
  public void trust() {
    if (!isTrusted && context != null) {
      isTrusted = true;
      connections.trust(context.channel());
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    addResetFilter(added);
    long interval = LIVENESS_INTERVAL.toMillis();
    livenessCheck =
        added
            .executor()
            .scheduleAtFixedRate(this::checkLiveness, interval, interval, TimeUnit.MILLISECONDS);
    if (isNew) {
      Channel channel = added.channel();
      Object unused = channel.closeFuture().addListener(closed -> connections.close(channel));
      firstRequestTimeout =
          added
              .executor()
              .schedule(
                  this::closeIfUnused, FIRST_REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      connections.open(channel).ifPresent(ConnectionGuard::close);
    }
  }

  // In front of all that reads plain text. Vert.x has added what speaks TLS by now.
  private void addResetFilter(ChannelHandlerContext added) {
    ChannelPipeline pipeline = added.pipeline();
    if (pipeline.get(IdleResetFilter.class) != null) {
      return;
    }
    ChannelHandlerContext tls =
        Optional.ofNullable(pipeline.context(SslHandler.class))
            .orElseGet(() -> pipeline.context(AbstractSniHandler.class));
    String before = tls == null ? added.name() : tls.name();
    pipeline.addAfter(before, null, new IdleResetFilter(errors, !isNew));
  }

  // Vert.x removes all handlers that it does not know when it upgrades HTTP/1.1 to HTTP/2.
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
      channel.pipeline().addFirst(new ConnectionGuard(connections, errors, false));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext gone) {
    cancel();
    gone.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    received = true;
    reading.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise)
      throws Exception {
    sent = true;
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

  // Netty's encoder has no type of its own for a stream that is closed already.
  private static boolean isOfOneCall(Throwable cause) {
    return cause instanceof Http2Exception.StreamException
        || ((cause instanceof IllegalStateException || cause instanceof IllegalArgumentException)
            && String.valueOf(cause.getMessage()).startsWith("Stream no longer exists"));
  }

  private void cancel() {
    cancel(livenessCheck);
    cancel(firstRequestTimeout);
  }

  private static void close(Channel channel) {
    Object unused = channel.close();
  }

  private static void cancel(@Nullable Future<?> task) {
    if (task != null) {
      task.cancel(false);
    }
  }

  private void closeIfUnused() {
    if (context != null && !connections.isTrusted(context.channel()) && http2() == null) {
      close(context.channel());
    }
  }

  private void checkLiveness() {
    Http2ConnectionHandler http2 = http2();
    if (context == null) {
      return;
    }
    boolean isAlive = received || (http2 == null && sent && context.channel().isWritable());
    received = false;
    sent = false;
    silentIntervals = isAlive ? 0 : silentIntervals + 1;
    if (silentIntervals >= MAX_SILENT_INTERVALS) {
      close(context.channel());
    } else if (silentIntervals > 0 && http2 != null) {
      ping(http2);
    }
  }

  private @Nullable Http2ConnectionHandler http2() {
    return context == null ? null : context.pipeline().get(Http2ConnectionHandler.class);
  }

  private static void ping(Http2ConnectionHandler http2, ChannelHandlerContext target) {
    Object unused = http2.encoder().writePing(target, false, 0, target.newPromise());
    target.flush();
  }

  private void ping(Http2ConnectionHandler http2) {
    ChannelHandlerContext target = context == null ? null : context.pipeline().context(http2);
    if (target != null) {
      ping(http2, target);
    }
  }
}
