package dev.rollcall.check.http;

import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request over one connection and reads the response, no further than the outcome depends
 * on it.
 */
final class HttpExchangeHandler extends SimpleChannelInboundHandler<ByteBuf> {

  private final CheckKind.Http kind;
  private final FullHttpRequest request;
  private final String endpoint;
  private final Clock clock;
  private final Duration remaining;
  private final Consumer<HttpResult> end;

  private final HttpResponseReader reader;
  private String stage;
  private TimePoint start;
  private Optional<Duration> roundTrip = Optional.empty();
  private @Nullable ScheduledFuture<?> timer;
  private boolean finished;

  /**
   * @param remaining how long it may take
   * @param end takes the result, once
   */
  HttpExchangeHandler(
      CheckKind.Http kind,
      FullHttpRequest request,
      String endpoint,
      Clock clock,
      Duration remaining,
      Consumer<HttpResult> end) {
    this.kind = kind;
    this.request = request;
    this.endpoint = endpoint;
    this.clock = clock;
    this.remaining = remaining;
    this.end = end;
    this.reader = new HttpResponseReader(head -> HttpOutcomes.needsBody(head.status(), kind));
    this.start = clock.now();
    this.stage = kind.tls().isPresent() ? "connected, in the TLS handshake" : "connected";
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    timer = context.executor().schedule(this::timedOut, remaining.toNanos(), TimeUnit.NANOSECONDS);
    if (kind.tls().isEmpty()) {
      send(context);
    }
  }

  private void timedOut() {
    finish(new HttpResult.TimedOut(stage));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        stage = "connected";
        send(context);
      } else {
        fail(handshake.cause());
      }
    }
  }

  private void send(ChannelHandlerContext context) {
    start = clock.now();
    context.writeAndFlush(request).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    if (finished) {
      return;
    }
    try {
      reader.read(bytes);
      if (roundTrip.isEmpty() && reader.head().isPresent()) {
        stage = "response incomplete";
        roundTrip = Optional.of(start.until(clock.now()));
      }
      if (reader.isDone()) {
        complete();
      }
    } catch (InvalidResponseException e) {
      finish(e.result());
    }
  }

  private void complete() throws InvalidResponseException {
    HttpResponseHead head = reader.head().orElseThrow();
    HttpBodyText body = new HttpBodyText("", true);
    if (reader.body().isPresent()) {
      HttpBodyReader content = reader.body().get();
      body = HttpBodyText.of(content.bytes(), content.isWhole(), head.codings());
    }
    finish(
        new HttpResult.Response(
            head.status(),
            head.location(),
            body.text(),
            body.isWhole(),
            roundTrip.orElse(Duration.ZERO)));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (finished) {
      return;
    }
    if (!reader.hasBegun()) {
      fail(new ClosedChannelException());
      return;
    }
    reader.closed();
    try {
      if (reader.isDone()) {
        complete();
      } else {
        finish(new HttpResult.CutOff());
      }
    } catch (InvalidResponseException e) {
      finish(e.result());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause);
  }

  // What happens to the connection once the check has ended is not a result.
  private void finish(HttpResult result) {
    if (!finished) {
      finished = true;
      end.accept(result);
    }
  }

  private void fail(Throwable cause) {
    finish(new HttpResult.ConnectionFailed(NetworkOutcomes.of(cause, endpoint)));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    ScheduledFuture<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }
}
