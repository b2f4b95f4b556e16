package dev.rollcall.serve.vertx;

import dev.rollcall.text.Plural;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs each HTTP/2 connection that is closed for what its client sent, at most one line in {@link
 * #INTERVAL}; Netty reports it at DEBUG only. Thread-safe.
 */
public final class Http2ErrorLog {

  /** Between two lines; the next one has the number of those that were left out. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Clock clock;
  private final Logger log;
  private @Nullable TimePoint last;
  private int leftOut;

  public Http2ErrorLog(Clock clock, Logger log) {
    this.clock = clock;
    this.log = log;
  }

  /** Reports this connection if it is closed for an error. */
  void observe(Http2Connection connection, Channel channel) {
    SocketAddress client = channel.remoteAddress();
    connection.addListener(
        new Http2ConnectionAdapter() {
          @Override
          public void onGoAwaySent(int lastStream, long code, @Nullable ByteBuf debugData) {
            report(client, Http2Error.valueOf(code));
          }
        });
  }

  private synchronized void report(@Nullable SocketAddress client, @Nullable Http2Error error) {
    if (error == Http2Error.NO_ERROR) {
      return;
    }
    TimePoint now = clock.now();
    if (last != null && last.until(now).compareTo(INTERVAL) < 0) {
      leftOut++;
      return;
    }
    last = now;
    String others =
        leftOut == 0
            ? ""
            : " (and %s more since the last such line)".formatted(Plural.of(leftOut, "connection"));
    leftOut = 0;
    log.warnf(
        "closed the HTTP/2 connection of %s for %s: %s%s",
        address(client), error == null ? "an error" : error, explanation(error), others);
  }

  private static String explanation(@Nullable Http2Error error) {
    return error == Http2Error.ENHANCE_YOUR_CALM
        ? "the client sent too much without a use, such as more than 2000 cancelled calls in 10s"
        : error == Http2Error.INTERNAL_ERROR
            ? "internal error; please report it"
            : "the client broke the rules of HTTP/2";
  }

  private static String address(@Nullable SocketAddress client) {
    return client instanceof InetSocketAddress inet
        ? NetUtil.toSocketAddressString(inet)
        : "a client";
  }
}
