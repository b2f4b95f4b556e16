package dev.rollcall.check.tcp;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.outcome;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.tls.TlsContexts;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.testing.tls.TestCertificate;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestTls;
import io.smallrye.mutiny.subscription.Cancellable;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpTlsTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final CheckFixture lab = new CheckFixture();
  private final TestCertificates authority = TestCertificates.authority("authority");
  private final TestCertificates stranger = TestCertificates.authority("stranger");
  private final TlsContexts trusting = TestTls.trusting(authority);

  @AfterEach
  void end() {
    lab.close();
  }

  @Test
  void aHandshakeThatSucceedsIsEnough() {
    lab.name("node.test", "127.0.0.1");
    try (WebServer server = WebServer.start(TestTls.server(authority.server("node.test")))) {
      Duration roundTrip = success(check("node.test:" + server.port(), trusting)).roundTripTime();
      assertFalse(roundTrip.isNegative());
      assertEquals(List.of("node.test"), server.names());
      Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    }
  }

  @Test
  void anAddressIsComparedWithTheAddressesOfTheCertificate() {
    try (WebServer server = WebServer.start(TestTls.server(authority.server("x", "127.0.0.1")))) {
      success(check(server.address(), trusting));
      assertEquals(List.of(""), server.names());
    }
    try (WebServer server = WebServer.start(TestTls.server(authority.server("x", "10.0.0.1")))) {
      assertEquals(
          "the certificate of %s is for x, 10.0.0.1, not for 127.0.0.1".formatted(server.address()),
          failure(check(server.address(), trusting), Reason.TLS));
    }
  }

  @Test
  void aNameWithoutADotIsSentAsSniToo() {
    lab.name("node1", "127.0.0.1");
    try (WebServer server = WebServer.start(TestTls.server(authority.server("node1")))) {
      success(check("node1:" + server.port(), trusting));
      assertEquals(List.of("node1"), server.names());
    }
  }

  @Test
  void theServerNameOfTheEntryWins() {
    try (WebServer server = WebServer.start(TestTls.server(authority.server("node.test")))) {
      success(check(server.address(), trusting, AMPLE, "node.test"));
      assertEquals(List.of("node.test"), server.names());
      assertEquals(
          "the certificate of %s is for node.test, not for other.test".formatted(server.address()),
          failure(check(server.address(), trusting, AMPLE, "other.test"), Reason.TLS));
    }
  }

  @Test
  void anUntrustedCertificate() {
    try (WebServer server = WebServer.start(TestTls.server(stranger.server("127.0.0.1")))) {
      String detail = failure(check(server.address(), trusting), Reason.TLS);
      assertTrue(
          detail.startsWith(
              "the certificate of %s is not trusted: it is signed by CN=stranger ("
                  .formatted(server.address())),
          detail);
    }
  }

  @Test
  void anExpiredCertificateIsReportedWithItsDate() {
    TestCertificate expired = authority.expired("127.0.0.1");
    try (WebServer server = WebServer.start(TestTls.server(expired))) {
      assertEquals(
          "the certificate of %s expired on %s"
              .formatted(server.address(), expired.certificate().getNotAfter().toInstant()),
          failure(check(server.address(), trusting), Reason.TLS));
    }
  }

  @Test
  void aCertificateOfTomorrowIsReportedWithItsDate() {
    Instant tomorrow = Instant.now().plus(TestCertificates.LIFE);
    TestCertificate early =
        authority.issue(tomorrow, tomorrow.plus(TestCertificates.LIFE), "127.0.0.1");
    try (WebServer server = WebServer.start(TestTls.server(early))) {
      assertEquals(
          "the certificate of %s is not valid before %s"
              .formatted(server.address(), early.certificate().getNotBefore().toInstant()),
          failure(check(server.address(), trusting), Reason.TLS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aPeerMayWantACertificateOfOurs(String protocol) {
    TestCertificate its = authority.server("127.0.0.1");
    try (WebServer server = WebServer.start(TestTls.server(its, authority, protocol))) {
      success(check(server.address(), TestTls.trusting(authority, authority.client("rollcall"))));
      for (TlsContexts wrong :
          List.of(trusting, TestTls.trusting(authority, stranger.client("rollcall")))) {
        String detail = failure(check(server.address(), wrong), Reason.TLS);
        assertTrue(
            detail.startsWith(
                server.address() + " rejected the client certificate, or requires one (alert "),
            detail);
      }
    }
  }

  @Test
  void nearlyEveryPeerAcceptsSoon() {
    try (WebServer server = WebServer.start(TestTls.server(authority.server("127.0.0.1")))) {
      HealthCheck check = check(server.address(), trusting, Duration.ofMinutes(1));
      // Half a minute if nothing but the time were left to wait for.
      success(check);
      success(check);
    }
  }

  @Test
  void aPeerThatIsSilentAfterTheHandshakeHasAccepted() throws Exception {
    try (MisbehavingServer mute =
        MisbehavingServer.mute(javaServer(authority.server("127.0.0.1")))) {
      success(check(mute.address(), trusting, Duration.ofSeconds(2)));
    }
  }

  @Test
  void whoSpeaksPlainText() {
    try (MisbehavingServer http = MisbehavingServer.http1();
        MisbehavingServer garbage = MisbehavingServer.garbage()) {
      assertEquals(
          http.address() + " does not speak TLS; it answered with plain-text HTTP",
          failure(check(http.address(), trusting), Reason.TLS));
      assertEquals(
          garbage.address() + " does not speak TLS; it answered with an unknown protocol",
          failure(check(garbage.address(), trusting), Reason.TLS));
    }
  }

  @Test
  void aSilentPeerIsATimeout() {
    try (MisbehavingServer silent = MisbehavingServer.silent()) {
      assertEquals(
          "no TLS handshake with %s within 300ms (connected)".formatted(silent.address()),
          failure(check(silent.address(), trusting, SHORT), Reason.TIMEOUT));
      Eventually.holds("the server sees the end", () -> silent.hungUp() == 1);
      Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    }
  }

  @Test
  void whoHangsUpDoesNotSpeakAProtocol() {
    try (MisbehavingServer closing = MisbehavingServer.closing();
        MisbehavingServer resetting = MisbehavingServer.resetting()) {
      failure(check(closing.address(), trusting), Reason.TLS);
      failure(check(resetting.address(), trusting), Reason.PROTOCOL);
    }
  }

  @Test
  void givingUpClosesTheSocket() {
    try (MisbehavingServer silent = MisbehavingServer.silent()) {
      Cancellable waiting =
          check(silent.address(), trusting).check().subscribe().with(outcome -> {});
      Eventually.holds("it is connected", () -> silent.accepted() == 1);
      waiting.cancel();
      Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    }
  }

  @Test
  void aMissingTlsConfigurationIsALocalError() {
    assertEquals(
        new Outcome.Skipped("no TLS configuration"),
        outcome(check("127.0.0.1:1", CheckFixture.NO_TLS)));
  }

  private static SSLContext javaServer(TestCertificate its) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry(
        "server", its.key(), new char[0], new java.security.cert.Certificate[] {its.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static final Duration AMPLE = CheckFixture.AMPLE;

  private HealthCheck check(String address, TlsContexts contexts) {
    return check(address, contexts, AMPLE);
  }

  private HealthCheck check(String address, TlsContexts contexts, Duration timeout) {
    return open(address, contexts, timeout, TlsSettings.DEFAULT);
  }

  private HealthCheck check(
      String address, TlsContexts contexts, Duration timeout, String serverName) {
    return open(
        address, contexts, timeout, new TlsSettings(Optional.empty(), Optional.of(serverName)));
  }

  private HealthCheck open(
      String address, TlsContexts contexts, Duration timeout, TlsSettings tls) {
    return new TcpHealthCheckFactory(
            CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), contexts))
        .open(CheckFixture.peer(address, new CheckKind.Tcp(Optional.of(tls)), timeout));
  }
}
