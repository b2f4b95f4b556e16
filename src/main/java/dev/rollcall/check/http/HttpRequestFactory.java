package dev.rollcall.check.http;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.TlsSettings;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;

/** Builds the request that is sent to a peer. */
final class HttpRequestFactory {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private HttpRequestFactory() {}

  static FullHttpRequest get(CheckKind.Http kind, Address address) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, kind.path(), Unpooled.EMPTY_BUFFER);
    request
        .headers()
        .set(HttpHeaderNames.HOST, host(kind, address))
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(HttpHeaderNames.USER_AGENT, "rollcall")
        .set(HttpHeaderNames.ACCEPT, "*/*")
        .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
    kind.headers().forEach(request.headers()::set);
    return request;
  }

  // A server of several names answers for the one that its certificate is expected to have.
  private static String host(CheckKind.Http kind, Address address) {
    Address named =
        kind.tls()
            .flatMap(TlsSettings::serverName)
            .map(name -> new Address(name, address.port()))
            .orElse(address);
    return host(named, kind.tls().isPresent() ? HTTPS_PORT : HTTP_PORT);
  }

  /** The authority, without the protocol's default port. */
  static String host(Address address, int defaultPort) {
    // The zone of an IPv6 address has a meaning on this machine only (RFC 6874).
    int zone = address.host().indexOf('%');
    String host = zone < 0 ? address.host() : address.host().substring(0, zone);
    String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return address.port() == defaultPort ? bracketed : bracketed + ":" + address.port();
  }
}
