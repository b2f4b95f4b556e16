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
 * One request over one connection, and its answer. The answer is read no further than the verdict
 * needs.
 */
final class HttpExchangeHandler extends SimpleChannelInboundHandler<HttpObject> {

  /** No answer of a health check is longer. */
  static final int MAX_BODY_BYTES = 64 * 1024;

  private final CheckKind.Http kind;
  private final FullHttpRequest request;
  private final String place;
  private final Clock time;
  private final Duration left;
  private final Consumer<HttpResult> end;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String stage;
  private @Nullable TimePoint asked;
  private @Nullable HttpResponse head;
  private Duration roundTrip = Duration.ZERO;
  private @Nullable ScheduledFuture<?> timer;

  /**
   * @param left how long it may take
   * @param end told the reply; only the first counts
   */
  HttpExchangeHandler(
      CheckKind.Http kind,
      FullHttpRequest request,
      String place,
      Clock time,
      Duration left,
      Consumer<HttpResult> end) {
    this.kind = kind;
    this.request = request;
    this.place = place;
    this.time = time;
    this.left = left;
    this.end = end;
    this.stage = kind.tls().isPresent() ? "connected, in the TLS handshake" : "connected";
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    timer = context.executor().schedule(this::late, left.toNanos(), TimeUnit.NANOSECONDS);
    if (kind.tls().isEmpty()) {
      ask(context);
    }
  }

  private void late() {
    end.accept(new HttpResult.TimedOut(stage));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        stage = "connected";
        ask(context);
      } else {
        fail(handshake.cause());
      }
    }
  }

  private void ask(ChannelHandlerContext context) {
    asked = time.now();
    context.writeAndFlush(request).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (part.decoderResult().isFailure()) {
      end.accept(new HttpResult.NotHttp("something like HTTP (" + shown(part) + ")"));
      return;
    }
    if (part instanceof HttpResponse response) {
      begin(response);
    }
    if (part instanceof HttpContent content && head != null) {
      add(content, head);
    }
  }

  private static String shown(HttpObject part) {
    return PrintableText.printable(String.valueOf(part.decoderResult().cause()));
  }

  private void begin(HttpResponse response) {
    if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      head = null;
      return;
    }
    head = response;
    stage = "its answer had begun";
    TimePoint start = asked;
    roundTrip = start == null ? Duration.ZERO : start.until(time.now());
    if (!HttpOutcomes.needsBody(response.status().code(), kind)) {
      answer(response, true);
    }
  }

  private void add(HttpContent content, HttpResponse to) {
    body.writeBytes(ByteBufUtil.getBytes(content.content()));
    if (body.size() > MAX_BODY_BYTES) {
      answer(to, false);
    } else if (content instanceof LastHttpContent) {
      answer(to, true);
    }
  }

  private void answer(HttpResponse response, boolean isWhole) {
    end.accept(
        new HttpResult.Response(
            response.status().code(),
            Optional.ofNullable(response.headers().get(HttpHeaderNames.LOCATION)),
            body.toString(StandardCharsets.UTF_8),
            isWhole,
            roundTrip));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (head == null) {
      fail(new ClosedChannelException());
    } else {
      end.accept(new HttpResult.CutOff());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause);
  }

  private void fail(Throwable cause) {
    end.accept(new HttpResult.Broken(NetworkOutcomes.of(cause, place)));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    ScheduledFuture<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }
}
