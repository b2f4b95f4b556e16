package dev.rollcall.check.tcp;

import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.PeerConnection;
import dev.rollcall.check.Reason;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of a TLS handshake. With TLS 1.3 the peer verifies our certificate only after
 * the handshake is complete on our side. So we send close_notify at once, as we would anyway, and
 * wait for the first that the peer sends: an alert, or its own close_notify, which means that it
 * has accepted the certificate. Some peers do not answer close_notify alone, so a little later we
 * also close our half of the TCP connection, in response to which every server closes its own,
 * after an alert if it has one to send.
 */
final class TlsHandshakeHandler extends ChannelInboundHandlerAdapter {

  /** For a peer that would no longer send an alert once our half of the connection is closed. */
  private static final Duration MIN_GRACE = Duration.ofMillis(100);

  /** The version in which the client's certificate is verified after the handshake. */
  private static final String TLS_1_3 = "TLSv1.3";

  private final SslHandler tls;
  private final PeerConnection connection;
  private final Consumer<Outcome> end;
  private final Outcome success;
  private final Duration remainingAtStart;
  private boolean handshakeDone;
  private @Nullable ScheduledFuture<?> timer;

  /**
   * @param end takes the outcome; only the first counts
   * @param success the outcome if all goes well
   */
  TlsHandshakeHandler(
      SslHandler tls, PeerConnection connection, Consumer<Outcome> end, Outcome success) {
    this.tls = tls;
    this.connection = connection;
    this.end = end;
    this.success = success;
    this.remainingAtStart = connection.deadline().remaining();
  }

  /** Begins the handshake. */
  void start() {
    connection.channel().pipeline().addLast(tls, this);
    connection.channel().config().setAutoRead(true);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    startTimer(context, remainingAtStart, this::timedOut);
  }

  private void timedOut() {
    String detail =
        "no TLS handshake with %s within %s (connected)"
            .formatted(connection.target().label(), connection.deadline());
    end.accept(new Outcome.Failure(Reason.TIMEOUT, detail));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        verifyAccepted(context);
      } else {
        fail(handshake.cause());
      }
    } else if (event instanceof SslCloseCompletionEvent close && close.isSuccess()) {
      end.accept(success);
    }
  }

  private void verifyAccepted(ChannelHandlerContext context) {
    handshakeDone = true;
    if (!tls.engine().getSession().getProtocol().equals(TLS_1_3)) {
      end.accept(success);
      return;
    }
    ChannelFuture unused = tls.closeOutbound();
    Duration elapsed = remainingAtStart.minus(connection.deadline().remaining());
    Duration grace = elapsed.compareTo(MIN_GRACE) < 0 ? MIN_GRACE : elapsed;
    startTimer(context, grace, () -> closeOurHalf(context));
  }

  private void closeOurHalf(ChannelHandlerContext context) {
    ChannelFuture unused = ((DuplexChannel) context.channel()).shutdownOutput();
    startTimer(context, connection.deadline().remaining().dividedBy(2), this::succeed);
  }

  private void succeed() {
    end.accept(success);
  }

  private void startTimer(ChannelHandlerContext context, Duration delay, Runnable task) {
    stopTimer();
    timer = context.executor().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stopTimer() {
    ScheduledFuture<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    // Application data does not matter.
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (handshakeDone) {
      end.accept(success);
    } else {
      fail(new ClosedChannelException());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause);
  }

  private void fail(Throwable cause) {
    end.accept(NetworkOutcomes.of(cause, connection.target().label()));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stopTimer();
  }
}
