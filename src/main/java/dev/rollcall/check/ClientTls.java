package dev.rollcall.check;

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
 * What checks connect with, as clients. Sessions are not resumed, so that each handshake looks at
 * the certificate that the peer has now.
 *
 * @param trust judges the peer's certificate
 * @param verification how its name is verified, as {@link javax.net.ssl.SSLParameters} calls it;
 *     absent: it is not
 * @param keys our own certificate
 * @param protocols the versions of TLS that are spoken; empty: the JDK's choice
 * @param ciphers what is offered; empty: the JDK's choice
 */
public record ClientTls(
    TrustManager trust,
    Optional<String> verification,
    Optional<KeyManagerFactory> keys,
    Set<String> protocols,
    Set<String> ciphers) {

  /** The usual way of verifying a name. */
  public static final String HTTPS = "HTTPS";

  /** The JDK's own trust, and no certificate of ours. */
  public static TlsContext ofTheJdk() throws GeneralSecurityException, SSLException {
    TrustManager trust = new PeerTrustManager(PeerTrustManager.ofTheJdk(), true, List.of());
    return new ClientTls(trust, Optional.of(HTTPS), Optional.empty(), Set.of(), Set.of()).context();
  }

  /**
   * Ready to connect with.
   *
   * @throws SSLException if there are no such protocols or ciphers
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
    return new TlsContext(tried(http2), tried(common()));
  }

  // Only an engine says that there is no such protocol or cipher.
  private static SslContext tried(SslContextBuilder builder) throws SSLException {
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
