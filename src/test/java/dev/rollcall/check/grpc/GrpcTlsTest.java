package dev.rollcall.check.grpc;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.outcome;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.tls.TlsContexts;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.testing.tls.TestCertificate;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestTls;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcTlsTest {

  private static final TestCertificates AUTHORITY = TestCertificates.authority("cluster");
  private static final String LOOPBACK = "127.0.0.1";

  private final CheckFixture lab = new CheckFixture();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private volatile TlsContexts current = TestTls.trusting(AUTHORITY);

  @AfterEach
  void end() throws Exception {
    Collections.reverse(opened);
    for (AutoCloseable one : opened) {
      one.close();
    }
    Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    lab.close();
  }

  @Test
  void aPeerByItsAddress() {
    HealthServer server = serving(AUTHORITY.server(LOOPBACK));
    HealthCheck check = check(server.address(), TlsSettings.DEFAULT);
    success(check);
    success(check);
    assertEquals(1, server.connections());
    Eventually.holds("it is watched as well", () -> server.watches() == 1);
  }

  @Test
  void aPeerByItsName() {
    lab.name("node", LOOPBACK);
    HealthServer server = serving(AUTHORITY.server("node"));
    success(check("node:" + server.port(), TlsSettings.DEFAULT));
    assertEquals(List.of("node"), server.serverNames());
  }

  @Test
  void aPeerThatBearsAnotherNameThanItsAddress() {
    HealthServer server = serving(AUTHORITY.server("node1.cluster"));
    success(check(server.address(), named("node1.cluster")));
    assertEquals(List.of("node1.cluster"), server.serverNames());
    assertEquals(
        "the certificate of %s is for node1.cluster, not for 127.0.0.1".formatted(server.address()),
        failure(check(server.address(), TlsSettings.DEFAULT), Reason.TLS));
    assertEquals(
        "the certificate of %s is for node1.cluster, not for node2.cluster"
            .formatted(server.address()),
        failure(check(server.address(), named("node2.cluster")), Reason.TLS));
  }

  @Test
  void aCertificateOfAnAuthorityThatIsNotTrusted() {
    HealthServer server = serving(TestCertificates.authority("stranger").server(LOOPBACK));
    String detail = failure(check(server.address(), TlsSettings.DEFAULT), Reason.TLS);
    assertTrue(
        detail.startsWith(
            "the certificate of "
                + server.address()
                + " is not trusted: it is signed by CN=stranger ("),
        detail);
  }

  @Test
  void aCertificateThatHasExpired() {
    TestCertificate expired = AUTHORITY.expired(LOOPBACK);
    HealthServer server = serving(expired);
    assertEquals(
        "the certificate of %s expired on %s"
            .formatted(server.address(), expired.certificate().getNotAfter().toInstant()),
        failure(check(server.address(), TlsSettings.DEFAULT), Reason.TLS));
  }

  @Test
  void aPeerThatSpeaksPlainText() {
    HealthServer server = HealthServer.start();
    opened.add(server);
    assertEquals(
        server.address() + " does not speak TLS; it answered with an unknown protocol",
        failure(check(server.address(), TlsSettings.DEFAULT), Reason.TLS));
  }

  @Test
  void aPeerThatSpeaksHttp1InPlainText() {
    MisbehavingServer server = MisbehavingServer.http1();
    opened.add(server);
    assertEquals(
        server.address() + " does not speak TLS; it answered with plain-text HTTP",
        failure(check(server.address(), TlsSettings.DEFAULT), Reason.TLS));
  }

  @Test
  void aPeerThatHangsUpInTheHandshake() {
    MisbehavingServer server = MisbehavingServer.speaking("");
    MisbehavingServer closing = MisbehavingServer.closing();
    opened.add(server);
    opened.add(closing);
    String detail = failure(check(closing.address(), TlsSettings.DEFAULT), Reason.TLS);
    assertEquals(closing.address() + " closed the connection during the TLS handshake", detail);
    assertEquals(
        "no answer within 200ms (no gRPC connection established)",
        failure(
            check(server.address(), TlsSettings.DEFAULT, Duration.ofMillis(200)), Reason.TIMEOUT));
  }

  @Test
  void aPeerThatSpeaksTlsButNoHttp2() {
    TlsServer server = TlsServer.start(TestTls.server(AUTHORITY.server(LOOPBACK)));
    opened.add(server);
    String detail = failure(check(server.address(), TlsSettings.DEFAULT), Reason.PROTOCOL);
    assertTrue(detail.contains("ALPN"), detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aPeerThatWantsAClientCertificate(String version) {
    HealthServer server =
        serving(TestTls.http2Server(AUTHORITY.server(LOOPBACK), AUTHORITY, version));
    for (int i = 0; i < 20; i++) {
      String detail = failure(check(server.address(), TlsSettings.DEFAULT), Reason.TLS);
      assertTrue(
          detail.startsWith(
              server.address() + " rejected the client certificate, or requires one (alert "),
          detail);
    }
    current = TestTls.trusting(AUTHORITY, AUTHORITY.client("rollcall"));
    success(check(server.address(), TlsSettings.DEFAULT));
    current =
        TestTls.trusting(AUTHORITY, TestCertificates.authority("stranger").client("rollcall"));
    failure(check(server.address(), TlsSettings.DEFAULT), Reason.TLS);
  }

  @Test
  void aRenewedCertificateCountsForAConnectionThatIsKeptToo() {
    HealthServer server = serving(AUTHORITY.server(LOOPBACK));
    HealthCheck check = check(server.address(), TlsSettings.DEFAULT);
    success(check);
    current = TestTls.trusting(AUTHORITY);
    success(check);
    success(check);
    assertEquals(2, server.connections());
    current = TestTls.trusting(TestCertificates.authority("stranger"));
    failure(check, Reason.TLS);
    assertEquals(2, server.connections());
  }

  @Test
  void withoutATlsConfigurationTheCheckIsSkipped() {
    TlsContexts none = CheckFixture.NO_TLS;
    HealthCheck check =
        new GrpcHealthCheckFactory(
                CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), none), 0)
            .open(CheckFixture.peer("127.0.0.1:1", kind(TlsSettings.DEFAULT), CheckFixture.AMPLE));
    assertEquals(new Outcome.Skipped("no TLS configuration"), outcome(check));
  }

  private HealthServer serving(TestCertificate certificate) {
    return serving(TestTls.http2Server(certificate));
  }

  private HealthServer serving(SslContext context) {
    HealthServer server = HealthServer.startWith(context);
    opened.add(server);
    return server;
  }

  private static TlsSettings named(String serverName) {
    return new TlsSettings(Optional.empty(), Optional.of(serverName));
  }

  private static CheckKind.Grpc kind(TlsSettings tls) {
    return new CheckKind.Grpc("", Collections.emptySortedMap(), Optional.of(tls));
  }

  private HealthCheck check(String address, TlsSettings tls) {
    return check(address, tls, CheckFixture.AMPLE);
  }

  private HealthCheck check(String address, TlsSettings tls, Duration timeout) {
    TlsContexts contexts = settings -> current.current(settings);
    HealthCheck check =
        new GrpcHealthCheckFactory(
                CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), contexts), 1)
            .open(CheckFixture.peer(address, kind(tls), timeout));
    opened.add(check::close);
    return check;
  }
}
