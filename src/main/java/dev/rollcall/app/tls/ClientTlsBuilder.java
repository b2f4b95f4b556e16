package dev.rollcall.app.tls;

import dev.rollcall.check.tls.ClientTls;
import dev.rollcall.check.tls.KeyPairValidation;
import dev.rollcall.check.tls.PeerTrustManager;
import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.text.PrintableText;
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
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;

/** Builds the TLS context of the checks from a configuration of Quarkus' registry. */
final class ClientTlsBuilder {

  private static final String UNVERIFIED = "NONE";
  private static final List<String> ALGORITHMS = List.of(ClientTls.HTTPS, "LDAPS", UNVERIFIED);

  private ClientTlsBuilder() {}

  /**
   * Builds the context. Without a trust store, the JDK's counts; {@code trust-all} also accepts any
   * name in a certificate.
   *
   * @throws Exception if its keys, certificates or algorithms cannot be used
   */
  static TlsContext of(TlsConfiguration configuration, Vertx vertx) throws Exception {
    Optional<String> verification = verification(configuration);
    return new ClientTls(
            trust(configuration, verification.isPresent()),
            verification,
            keys(configuration, vertx),
            configuration.getSSLOptions().getEnabledSecureTransportProtocols(),
            configuration.getSSLOptions().getEnabledCipherSuites())
        .context();
  }

  private static Optional<String> verification(TlsConfiguration configuration) {
    String configured = configuration.getHostnameVerificationAlgorithm().orElse(ClientTls.HTTPS);
    String algorithm = configured.toUpperCase(Locale.ROOT);
    if (!ALGORITHMS.contains(algorithm)) {
      throw new IllegalArgumentException(
          "hostname-verification-algorithm: '%s' is unknown; expected one of %s"
              .formatted(PrintableText.printable(configured), String.join(", ", ALGORITHMS)));
    }
    return Optional.of(algorithm).filter(name -> !name.equals(UNVERIFIED));
  }

  private static TrustManager trust(TlsConfiguration configuration, boolean verifiesNames)
      throws GeneralSecurityException {
    if (configuration.isTrustAll()) {
      return InsecureTrustManagerFactory.INSTANCE.getTrustManagers()[0];
    }
    KeyStore store = configuration.getTrustStore();
    return new PeerTrustManager(
        store == null ? PeerTrustManager.ofJdk() : PeerTrustManager.in(store),
        verifiesNames,
        revocations(configuration));
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
    KeyPairValidation.check(configuration.getKeyStore(), factory);
    return Optional.of(factory);
  }
}
