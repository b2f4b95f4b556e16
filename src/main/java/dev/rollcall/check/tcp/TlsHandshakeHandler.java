package dev.rollcall.check.tcp;

import dev.rollcall.check.ConnectTarget;
import dev.rollcall.check.Deadline;
import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
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
 * Waits for the end of a TLS handshake. With TLS 1.3 that is not yet the peer's word: it judges our
 * certificate after our side is done. So we end TLS at once, as we would anyway, and wait for what
 * the peer says first: an alert, or its own end, which means that it was content. Some say nothing
 * to the end of TLS alone, so a little later we end our side of the connection too, in answer to
 * which every server hangs up, after an alert if it has one to send.
 */
final class TlsHandshakeHandler extends ChannelInboundHandlerAdapter {

  /** For a peer that would not send an alert any more once our side has ended. */
  private static final Duration SHORTEST_GRACE = Duration.ofMillis(100);

  private static final String LATE_JUDGEMENT = "TLSv1.3";

  private final SslHandler tls;
  private final ConnectTarget target;
  private final Deadline limit;
  private final Consumer<Outcome> end;
  private final Outcome success;
  private final Duration leftAtStart;
  private boolean done;
  private @Nullable ScheduledFuture<?> timer;

  /**
   * @param end told the outcome; only the first counts
   * @param success the outcome if all goes well
   */
  TlsHandshakeHandler(
      SslHandler tls,
      ConnectTarget target,
      Deadline limit,
      Consumer<Outcome> end,
      Outcome success) {
    this.tls = tls;
    this.target = target;
    this.limit = limit;
    this.end = end;
    this.success = success;
    this.leftAtStart = limit.left();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    startTimer(context, leftAtStart, this::late);
  }

  private void late() {
    String detail =
        "no TLS handshake with %s within %s (connected)".formatted(target.shown(), limit);
    end.accept(new Outcome.Failure(Reason.TIMEOUT, detail));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        shaken(context);
      } else {
        fail(handshake.cause());
      }
    } else if (event instanceof SslCloseCompletionEvent close && close.isSuccess()) {
      end.accept(success);
    }
  }

  private void shaken(ChannelHandlerContext context) {
    done = true;
    if (!tls.engine().getSession().getProtocol().equals(LATE_JUDGEMENT)) {
      end.accept(success);
      return;
    }
    ChannelFuture unused = tls.closeOutbound();
    Duration took = leftAtStart.minus(limit.left());
    Duration grace = took.compareTo(SHORTEST_GRACE) < 0 ? SHORTEST_GRACE : took;
    startTimer(context, grace, () -> endOurSide(context));
  }

  private void endOurSide(ChannelHandlerContext context) {
    ChannelFuture unused = ((DuplexChannel) context.channel()).shutdownOutput();
    startTimer(context, limit.left().dividedBy(2), this::content);
  }

  private void content() {
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
    // What the peer says over TLS does not matter.
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (done) {
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
    end.accept(NetworkOutcomes.of(cause, target.shown()));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stopTimer();
  }
}
