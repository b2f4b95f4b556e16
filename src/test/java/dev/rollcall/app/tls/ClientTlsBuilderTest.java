package dev.rollcall.app.tls;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Reason;
import dev.rollcall.check.tcp.TcpHealthCheckFactory;
import dev.rollcall.check.tls.ClientTls;
import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.tls.TestCertificate;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestTls;
import io.quarkus.tls.BaseTlsConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a configuration asks for, with real handshakes. */
class ClientTlsBuilderTest {

  private final CheckFixture lab = new CheckFixture();
  private final Vertx vertx = Vertx.vertx();
  private final TestCertificates authority = TestCertificates.authority("authority");
  private final TestCertificate node = authority.server("127.0.0.1");
  private final TestCertificate other = authority.server("other.test");
  private final Settings settings = new Settings();

  @AfterEach
  void end() {
    lab.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whereNoTrustIsNamedTheJdkDecides() throws Exception {
    settings.trusted = Optional.empty();
    try (WebServer server = WebServer.start(TestTls.server(node))) {
      failure(check(server, ClientTlsBuilder.of(settings, vertx)), Reason.TLS);
      failure(check(server, ClientTls.ofJdk()), Reason.TLS);
    }
  }

  @Test
  void namesAreVerifiedUnlessTheSettingsSayOtherwise() throws Exception {
    try (WebServer server = WebServer.start(TestTls.server(other))) {
      failure(check(server, ClientTlsBuilder.of(settings, vertx)), Reason.TLS);
      settings.verification = Optional.of("none");
      success(check(server, ClientTlsBuilder.of(settings, vertx)));
      server.speak(TestTls.server(TestCertificates.authority("stranger").server("127.0.0.1")));
      failure(check(server, ClientTlsBuilder.of(settings, vertx)), Reason.TLS);
    }
  }

  @Test
  void aWayOfVerifyingThatNobodyKnowsIsRefused() {
    settings.verification = Optional.of("HTTP");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ClientTlsBuilder.of(settings, vertx));
    assertEquals(
        "hostname-verification-algorithm: 'HTTP' is unknown; expected one of HTTPS, LDAPS, NONE",
        refused.getMessage());
  }

  @Test
  void aRevokedCertificateIsRefused() throws Exception {
    settings.revocations = List.of(Buffer.buffer(authority.revocationOf(node)));
    TlsContext context = ClientTlsBuilder.of(settings, vertx);
    try (WebServer server = WebServer.start(TestTls.server(node))) {
      String detail = failure(check(server, context), Reason.TLS);
      assertTrue(
          detail.contains(" is revoked, or its chain holds a revoked one: CN=127.0.0.1"), detail);
      server.speak(TestTls.server(authority.server("127.0.0.1")));
      success(check(server, context));
    }
  }

  @Test
  void trustAllTrustsEveryoneByAnyName() throws Exception {
    settings.trusted = Optional.empty();
    settings.trustAll = true;
    TestCertificate bad = TestCertificates.authority("stranger").expired("other.test");
    try (WebServer server = WebServer.start(TestTls.server(bad))) {
      success(check(server, ClientTlsBuilder.of(settings, vertx)));
    }
  }

  @Test
  void ourCertificateIsShown() throws Exception {
    try (WebServer server = WebServer.start(TestTls.server(node, authority))) {
      failure(check(server, ClientTlsBuilder.of(settings, vertx)), Reason.TLS);
      settings.own = Optional.of(pem(authority.client("a"), authority.client("a")));
      assertThrows(InvalidKeyException.class, () -> ClientTlsBuilder.of(settings, vertx));
      TestCertificate client = authority.client("rollcall");
      settings.own = Optional.of(pem(client, client));
      success(check(server, ClientTlsBuilder.of(settings, vertx)));
    }
  }

  @Test
  void theVersionsOfTheSettingsAreSpoken() throws Exception {
    settings.protocols = Set.of("TLSv1.2");
    try (WebServer server = WebServer.start(TestTls.server(node, authority, "TLSv1.3"))) {
      assertEquals(
          server.address()
              + " supports none of the TLS versions that are enabled here (alert protocol_version)",
          failure(check(server, ClientTlsBuilder.of(settings, vertx)), Reason.TLS));
    }
    settings.protocols = Set.of("TLSv9");
    assertThrows(IllegalArgumentException.class, () -> ClientTlsBuilder.of(settings, vertx));
  }

  @Test
  void http2IsOfferedWhereItIsToBeSpoken() throws Exception {
    TlsContext context = ClientTlsBuilder.of(settings, vertx);
    assertTrue(context.http2().isClient());
    assertEquals(List.of("h2"), context.http2().applicationProtocolNegotiator().protocols());
    assertEquals(List.of(), context.other().applicationProtocolNegotiator().protocols());
  }

  private HealthCheck check(WebServer server, TlsContext context) {
    return new TcpHealthCheckFactory(
            CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), wanted -> context))
        .open(
            CheckFixture.peer(
                server.address(),
                new CheckKind.Tcp(Optional.of(TlsSettings.DEFAULT)),
                CheckFixture.AMPLE));
  }

  private static PemKeyCertOptions pem(TestCertificate key, TestCertificate certificate) {
    return new PemKeyCertOptions()
        .addKeyValue(Buffer.buffer(key.keyPem()))
        .addCertValue(Buffer.buffer(certificate.pem()));
  }

  /** What Quarkus would make of its settings. */
  private final class Settings extends BaseTlsConfiguration {

    Optional<TestCertificates> trusted = Optional.of(authority);
    Optional<PemKeyCertOptions> own = Optional.empty();
    Optional<String> verification = Optional.empty();
    Set<String> protocols = Set.of("TLSv1.2", "TLSv1.3");
    List<Buffer> revocations = List.of();
    boolean trustAll;

    @Override
    public @Nullable KeyStore getTrustStore() {
      return trusted.map(this::store).orElse(null);
    }

    private KeyStore store(TestCertificates trusted) {
      try {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("authority", trusted.certificate());
        return store;
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public @Nullable KeyStore getKeyStore() {
      return own.map(this::loaded).orElse(null);
    }

    private KeyStore loaded(PemKeyCertOptions options) {
      try {
        return options.loadKeyStore(vertx);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public @Nullable KeyCertOptions getKeyStoreOptions() {
      return own.orElse(null);
    }

    @Override
    public SSLOptions getSSLOptions() {
      SSLOptions options = new SSLOptions().setEnabledSecureTransportProtocols(protocols);
      revocations.forEach(options::addCrlValue);
      return options;
    }

    @Override
    public Optional<String> getHostnameVerificationAlgorithm() {
      return verification;
    }

    @Override
    public boolean isTrustAll() {
      return trustAll;
    }
  }
}
