package dev.rollcall.app;

import dev.rollcall.check.PeerTrust;
import dev.rollcall.check.TlsContext;
import dev.rollcall.peer.Texts;
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
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What checks connect with, as clients. Sessions are not resumed, so that each handshake looks at
 * the certificate that the peer has now.
 *
 * @param trust judges the peer's certificate
 * @param algorithm how its name is verified, as {@link javax.net.ssl.SSLParameters} calls it
 * @param keys our own certificate
 * @param protocols the versions of TLS that are spoken; empty: the JDK's choice
 * @param ciphers what is offered; empty: the JDK's choice
 */
record ClientTls(
    TrustManager trust,
    String algorithm,
    Optional<KeyManagerFactory> keys,
    Set<String> protocols,
    Set<String> ciphers) {

  private static final String HTTPS = "HTTPS";
  private static final String UNVERIFIED = "NONE";
  private static final List<String> ALGORITHMS = List.of(HTTPS, "LDAPS", UNVERIFIED);

  /** The JDK's own trust, and no certificate of ours. */
  static TlsContext ofTheJdk() throws GeneralSecurityException, SSLException {
    TrustManager trust = new PeerTrust(trustIn(null), true, List.of());
    return new ClientTls(trust, HTTPS, Optional.empty(), Set.of(), Set.of()).build();
  }

  /**
   * What a configuration asks for. The JDK's own trust where it names none; {@code trust-all} also
   * trusts whatever name a certificate is for.
   *
   * @throws Exception if its keys, certificates or algorithms cannot be used
   */
  static TlsContext of(TlsConfiguration configuration, Vertx vertx) throws Exception {
    String algorithm = algorithm(configuration);
    return new ClientTls(
            trust(configuration, !algorithm.equals(UNVERIFIED)),
            algorithm,
            keys(configuration, vertx),
            configuration.getSSLOptions().getEnabledSecureTransportProtocols(),
            configuration.getSSLOptions().getEnabledCipherSuites())
        .build();
  }

  private static String algorithm(TlsConfiguration configuration) {
    String said = configuration.getHostnameVerificationAlgorithm().orElse(HTTPS);
    String algorithm = said.toUpperCase(Locale.ROOT);
    if (!ALGORITHMS.contains(algorithm)) {
      throw new IllegalArgumentException(
          "hostname-verification-algorithm: '%s' is unknown; expected one of %s"
              .formatted(Texts.printable(said), String.join(", ", ALGORITHMS)));
    }
    return algorithm;
  }

  private static TrustManager trust(TlsConfiguration configuration, boolean verifiesNames)
      throws GeneralSecurityException {
    return configuration.isTrustAll()
        ? InsecureTrustManagerFactory.INSTANCE.getTrustManagers()[0]
        : new PeerTrust(
            trustIn(configuration.getTrustStore()), verifiesNames, revocations(configuration));
  }

  private static X509ExtendedTrustManager trustIn(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("the JDK has no X.509 trust manager"));
  }

  private static Collection<X509CRL> revocations(TlsConfiguration configuration)
      throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509CRL> revocations = new ArrayList<>();
    for (Buffer list : configuration.getSSLOptions().getCrlValues()) {
      for (CRL one : factory.generateCRLs(new ByteArrayInputStream(list.getBytes()))) {
        revocations.add((X509CRL) one);
      }
    }
    return revocations;
  }

  private static Optional<KeyManagerFactory> keys(TlsConfiguration configuration, Vertx vertx)
      throws Exception {
    KeyCertOptions options = configuration.getKeyStoreOptions();
    if (options == null) {
      return Optional.empty();
    }
    KeyManagerFactory factory = options.getKeyManagerFactory(vertx);
    KeyPairs.check(configuration.getKeyStore(), factory);
    return Optional.of(factory);
  }

  private TlsContext build() throws SSLException {
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
            .endpointIdentificationAlgorithm(algorithm.equals(UNVERIFIED) ? null : algorithm)
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
