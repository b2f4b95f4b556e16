package dev.rollcall.check.tls;

import io.netty.handler.ssl.SslContext;

/**
 * An immutable snapshot of one TLS configuration, ready to connect with: trust, the client
 * certificate, and whether host names are verified.
 *
 * @param http2 offers {@code h2} by ALPN
 * @param other offers no protocol
 */
public record TlsContext(SslContext http2, SslContext other) {}
