package dev.rollcall.check;

import io.netty.handler.ssl.SslContext;

/**
 * One TLS configuration as it is now, ready to connect with: trust, the client's certificate, and
 * whether the peer's name is verified are in it.
 *
 * @param http2 offers {@code h2} by ALPN
 * @param other offers no protocol
 */
public record TlsContext(SslContext http2, SslContext other) {}
