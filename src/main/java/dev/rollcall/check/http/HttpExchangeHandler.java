package dev.rollcall.check.http;

import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.text.PrintableText;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request over one connection and reads the response, no further than the outcome depends
 * on it.
 */
final class HttpExchangeHandler extends SimpleChannelInboundHandler<HttpObject> {

  /** The response of a health check is not longer. */
  static final int MAX_BODY_BYTES = 64 * 1024;

  private final CheckKind.Http kind;
  private final FullHttpRequest request;
  private final String endpoint;
  private final Clock clock;
  private final Duration remaining;
  private final Consumer<HttpResult> end;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String stage;
  private @Nullable TimePoint sentAt;
  private @Nullable HttpResponse head;
  private Duration roundTrip = Duration.ZERO;
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
    sentAt = clock.now();
    context.writeAndFlush(request).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (part.decoderResult().isFailure()) {
      finish(new HttpResult.NotHttp("malformed HTTP (" + decoderError(part) + ")"));
      return;
    }
    if (part instanceof HttpResponse response) {
      readHead(response);
    }
    if (part instanceof HttpContent content && head != null) {
      readBody(content, head);
    }
  }

  private static String decoderError(HttpObject part) {
    return PrintableText.printable(String.valueOf(part.decoderResult().cause()));
  }

  private void readHead(HttpResponse response) {
    if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      head = null;
      return;
    }
    head = response;
    stage = "response incomplete";
    TimePoint start = sentAt;
    roundTrip = start == null ? Duration.ZERO : start.until(clock.now());
    if (!HttpOutcomes.needsBody(response.status().code(), kind)) {
      complete(response, true);
    }
  }

  private void readBody(HttpContent content, HttpResponse response) {
    body.writeBytes(ByteBufUtil.getBytes(content.content()));
    if (body.size() > MAX_BODY_BYTES) {
      complete(response, false);
    } else if (content instanceof LastHttpContent) {
      complete(response, true);
    }
  }

  private void complete(HttpResponse response, boolean isWhole) {
    finish(
        new HttpResult.Response(
            response.status().code(),
            Optional.ofNullable(response.headers().get(HttpHeaderNames.LOCATION)),
            body.toString(StandardCharsets.UTF_8),
            isWhole,
            roundTrip));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (finished) {
      return;
    }
    if (head == null) {
      fail(new ClosedChannelException());
    } else {
      finish(new HttpResult.CutOff());
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
