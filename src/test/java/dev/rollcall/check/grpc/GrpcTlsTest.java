package dev.rollcall.check.grpc;

import static dev.rollcall.testing.CheckLab.failure;
import static dev.rollcall.testing.CheckLab.outcome;
import static dev.rollcall.testing.CheckLab.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.TlsContext;
import dev.rollcall.check.TlsContexts;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Tls;
import dev.rollcall.testing.CheckLab;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.HealthServer;
import dev.rollcall.testing.LyingServer;
import dev.rollcall.testing.TestCertificate;
import dev.rollcall.testing.TestCertificates;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcTlsTest {

  private static final TestCertificates AUTHORITY = TestCertificates.authority("cluster");
  private static final String LOOPBACK = "127.0.0.1";

  private final CheckLab lab = new CheckLab();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private volatile TlsContext current = trusting(AUTHORITY);

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
  void aPeerByItsAddress() throws SSLException {
    HealthServer server = serving(AUTHORITY.server(LOOPBACK));
    HealthCheck check = check(server.address(), Tls.DEFAULT);
    success(check);
    success(check);
    assertEquals(1, server.connections());
    Eventually.holds("it is watched as well", () -> server.watches() == 1);
  }

  @Test
  void aPeerByItsName() throws SSLException {
    lab.name("node", LOOPBACK);
    HealthServer server = serving(AUTHORITY.server("node"));
    success(check("node:" + server.port(), Tls.DEFAULT));
  }

  @Test
  void aPeerThatBearsAnotherNameThanItsAddress() throws SSLException {
    HealthServer server = serving(AUTHORITY.server("node1.cluster"));
    success(check(server.address(), named("node1.cluster")));
    assertEquals(
        "the certificate of %s is for other names (No subject alternative names matching IP address"
                .formatted(server.address())
            + " 127.0.0.1 found)",
        failure(check(server.address(), Tls.DEFAULT), Reason.TLS));
    String detail = failure(check(server.address(), named("node2.cluster")), Reason.TLS);
    assertTrue(detail.contains("is for other names"), detail);
    assertTrue(detail.contains("node2.cluster"), detail);
  }

  @Test
  void aCertificateOfAnAuthorityThatIsNotTrusted() throws SSLException {
    HealthServer server = serving(TestCertificates.authority("stranger").server(LOOPBACK));
    String detail = failure(check(server.address(), Tls.DEFAULT), Reason.TLS);
    assertTrue(
        detail.startsWith(
            "the certificate of " + server.address() + " is not signed by anyone who is trusted"),
        detail);
  }

  @Test
  void aCertificateThatHasExpired() throws SSLException {
    TestCertificate expired = AUTHORITY.expired(LOOPBACK);
    HealthServer server = serving(expired);
    assertEquals(
        "the certificate of %s has expired on %s"
            .formatted(server.address(), expired.certificate().getNotAfter()),
        failure(check(server.address(), Tls.DEFAULT), Reason.TLS));
  }

  @Test
  void aPeerThatSpeaksPlainText() {
    HealthServer server = HealthServer.start();
    opened.add(server);
    assertEquals(
        server.address() + " does not speak TLS; its answer is something else",
        failure(check(server.address(), Tls.DEFAULT), Reason.TLS));
  }

  @Test
  void aPeerThatSpeaksHttp1InPlainText() {
    LyingServer server = LyingServer.http1();
    opened.add(server);
    assertEquals(
        server.address() + " does not speak TLS; its answer is HTTP in plain text",
        failure(check(server.address(), Tls.DEFAULT), Reason.TLS));
  }

  @Test
  void aPeerThatHangsUpInTheHandshake() {
    LyingServer server = LyingServer.speaking("");
    LyingServer closing = LyingServer.closing();
    opened.add(server);
    opened.add(closing);
    String detail = failure(check(closing.address(), Tls.DEFAULT), Reason.TLS);
    assertTrue(detail.startsWith(closing.address() + " "), detail);
    assertEquals(
        "no answer within 200ms (no gRPC connection came about)",
        failure(check(server.address(), Tls.DEFAULT, Duration.ofMillis(200)), Reason.TIMEOUT));
  }

  @Test
  void aPeerThatSpeaksTlsButNoHttp2() throws SSLException {
    TestCertificate certificate = AUTHORITY.server(LOOPBACK);
    SslContext noAlpn =
        SslContextBuilder.forServer(certificate.key(), certificate.certificate()).build();
    TlsServer server = TlsServer.start(noAlpn);
    opened.add(server);
    String detail = failure(check(server.address(), Tls.DEFAULT), Reason.PROTOCOL);
    assertTrue(detail.contains("ALPN"), detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aPeerThatWantsAClientCertificate(String version) throws SSLException {
    HealthServer server = serving(wantingClients(version));
    for (int i = 0; i < 20; i++) {
      String detail = failure(check(server.address(), Tls.DEFAULT), Reason.TLS);
      assertTrue(
          detail.startsWith(
              server.address() + " refuses this side's client certificate, or wants one (alert "),
          detail);
    }
    current = new TlsContext(client(AUTHORITY, AUTHORITY.client("rollcall")), plain());
    success(check(server.address(), Tls.DEFAULT));
    current =
        new TlsContext(
            client(AUTHORITY, TestCertificates.authority("stranger").client("rollcall")), plain());
    failure(check(server.address(), Tls.DEFAULT), Reason.TLS);
  }

  @Test
  void aRenewedCertificateCountsForAConnectionThatIsKeptToo() throws SSLException {
    HealthServer server = serving(AUTHORITY.server(LOOPBACK));
    HealthCheck check = check(server.address(), Tls.DEFAULT);
    success(check);
    current = trusting(AUTHORITY);
    success(check);
    success(check);
    assertEquals(2, server.connections());
    current = trusting(TestCertificates.authority("stranger"));
    failure(check, Reason.TLS);
    assertEquals(2, server.connections());
  }

  @Test
  void withoutAConfigurationNothingIsAsked() {
    TlsContexts none = CheckLab.NO_TLS;
    HealthCheck check =
        new GrpcHealthChecks(lab.loops().group(), lab.resolver(), lab.time(), none, 0)
            .open(CheckLab.peer("127.0.0.1:1", kind(Tls.DEFAULT), CheckLab.AMPLE));
    assertEquals(new Outcome.NotAsked("no TLS configuration"), outcome(check));
  }

  private HealthServer serving(TestCertificate certificate) throws SSLException {
    return serving(server(certificate).build());
  }

  private HealthServer serving(SslContext context) {
    HealthServer server = HealthServer.startWith(context);
    opened.add(server);
    return server;
  }

  private static SslContext wantingClients(String version) throws SSLException {
    return server(AUTHORITY.server(LOOPBACK))
        .trustManager(AUTHORITY.certificate())
        .clientAuth(ClientAuth.REQUIRE)
        .protocols(version)
        .build();
  }

  private static SslContextBuilder server(TestCertificate certificate) {
    return GrpcSslContexts.configure(
        SslContextBuilder.forServer(certificate.key(), certificate.certificate()));
  }

  private static TlsContext trusting(TestCertificates authority) {
    try {
      return new TlsContext(
          GrpcSslContexts.forClient().trustManager(authority.certificate()).build(), plain());
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SslContext client(TestCertificates authority, TestCertificate own)
      throws SSLException {
    return GrpcSslContexts.forClient()
        .trustManager(authority.certificate())
        .keyManager(own.key(), own.certificate())
        .build();
  }

  private static SslContext plain() throws SSLException {
    return SslContextBuilder.forClient().build();
  }

  private static Tls named(String serverName) {
    return new Tls(Optional.empty(), Optional.of(serverName));
  }

  private static CheckKind.Grpc kind(Tls tls) {
    return new CheckKind.Grpc("", Collections.emptySortedMap(), Optional.of(tls));
  }

  private HealthCheck check(String address, Tls tls) {
    return check(address, tls, CheckLab.AMPLE);
  }

  private HealthCheck check(String address, Tls tls, Duration timeout) {
    TlsContexts contexts = wanted -> current;
    HealthCheck check =
        new GrpcHealthChecks(lab.loops().group(), lab.resolver(), lab.time(), contexts, 1)
            .open(CheckLab.peer(address, kind(tls), timeout));
    opened.add(check::close);
    return check;
  }
}
