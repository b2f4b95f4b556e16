package dev.rollcall.check.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * The TLS settings of checks, as clients. Sessions are not resumed, so that each handshake verifies
 * the certificate that the peer has at that moment.
 *
 * @param trust verifies the peer's certificate
 * @param verification the endpoint identification algorithm, as {@link javax.net.ssl.SSLParameters}
 *     names it; absent: host names are not verified
 * @param keys the client certificate
 * @param protocols the enabled versions of TLS; empty: the JDK's default
 * @param ciphers the enabled cipher suites; empty: the JDK's default
 */
public record ClientTls(
    TrustManager trust,
    Optional<String> verification,
    Optional<KeyManagerFactory> keys,
    Set<String> protocols,
    Set<String> ciphers) {

  /** The usual endpoint identification algorithm. */
  public static final String HTTPS = "HTTPS";

  /** The JDK's trust store, and no client certificate. */
  public static TlsContext ofJdk() throws GeneralSecurityException, SSLException {
    TrustManager trust = new PeerTrustManager(PeerTrustManager.ofJdk(), true, List.of());
    return new ClientTls(trust, Optional.of(HTTPS), Optional.empty(), Set.of(), Set.of()).context();
  }

  /**
   * Builds the contexts to connect with.
   *
   * @throws SSLException if a protocol or cipher suite is not supported
   */
  public TlsContext context() throws SSLException {
    ApplicationProtocolConfig h2 =
        new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2);
    SslContextBuilder http2 = common().applicationProtocolConfig(h2);
    if (ciphers.isEmpty()) {
      http2.ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE);
    }
    return new TlsContext(validated(http2), validated(common()));
  }

  // Unsupported protocols and cipher suites are only reported when an engine is made.
  private static SslContext validated(SslContextBuilder builder) throws SSLException {
    SslContext context = builder.build();
    Object unused = context.newEngine(ByteBufAllocator.DEFAULT);
    return context;
  }

  private SslContextBuilder common() throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .trustManager(trust)
            .endpointIdentificationAlgorithm(verification.orElse(null))
            .sessionCacheSize(1)
            .sessionTimeout(1);
    keys.ifPresent(builder::keyManager);
    if (!protocols.isEmpty()) {
      builder.protocols(protocols);
    }
    if (!ciphers.isEmpty()) {
      builder.ciphers(ciphers);
    }
    return builder;
  }
}
