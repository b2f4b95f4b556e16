package dev.rollcall.check.http;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.CheckKind;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;

/** What a peer is sent. */
final class HttpRequestFactory {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private HttpRequestFactory() {}

  static FullHttpRequest get(CheckKind.Http kind, Address asked) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, kind.path(), Unpooled.EMPTY_BUFFER);
    request
        .headers()
        .set(HttpHeaderNames.HOST, host(asked, kind.tls().isPresent() ? HTTPS_PORT : HTTP_PORT))
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(HttpHeaderNames.USER_AGENT, "rollcall")
        .set(HttpHeaderNames.ACCEPT, "*/*");
    return request;
  }

  /** The authority, without a port that goes without saying. */
  static String host(Address asked, int usualPort) {
    // The zone of an IPv6 address means something on this machine only (RFC 6874).
    int zone = asked.host().indexOf('%');
    String host = zone < 0 ? asked.host() : asked.host().substring(0, zone);
    String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return asked.port() == usualPort ? shown : shown + ":" + asked.port();
  }
}
