package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.testing.tls.TestCertificate;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestTls;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Reason;
import dev.rollcall.v1.Status;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS as the settings give it, from the files of a configuration to what is said of the peers. */
class TlsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestCertificates factory = TestCertificates.authority("factory");
  private final TestCertificates other = TestCertificates.authority("other");
  private final Path directory;
  private final Path trusted;

  TlsIT(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.trusted = directory.resolve("ca.crt");
    Files.writeString(trusted, factory.pem());
    factory.client("rollcall").write(directory, "client");
  }

  @Test
  void theCertificateOfAPeerDecides() throws IOException {
    try (WebServer good = server(factory.server("127.0.0.1"));
        WebServer named = server(factory.server("node.test"));
        WebServer expired = server(factory.expired("127.0.0.1"));
        WebServer untrusted = server(other.server("127.0.0.1"));
        WebServer wrong = server(factory.server("elsewhere.test"))) {
      named.answer(new WebServer.Page(200, "\"node\"\n"));
      String list =
          """
          defaults: {check: {tls: {config: factory}}}
          peers:
            - {id: good, address: "%s", check: {type: tcp}}
            - id: named
              address: "%s"
              check: {type: http, path: /id, body: '"node"', tls: {server_name: node.test}}
            - {id: expired, address: "%s", check: {type: tcp}}
            - {id: untrusted, address: "%s", check: {type: http}}
            - {id: wrong, address: "%s", check: {type: http}}
          """
              .formatted(
                  good.address(),
                  named.address(),
                  expired.address(),
                  untrusted.address(),
                  wrong.address());
      try (PackagedRollcall rollcall = start(list)) {
        until(rollcall, "good", Status.STATUS_HEALTHY);
        until(rollcall, "named", Status.STATUS_HEALTHY);
        assertEquals(List.of("node.test"), named.names().stream().distinct().toList());
        assertTls(rollcall, "expired", "expired on 20");
        assertTls(rollcall, "untrusted", "is not trusted: it is signed by CN=other");
        assertTls(rollcall, "wrong", "is for elsewhere.test, not for 127.0.0.1");
      }
    }
  }

  @Test
  void overGrpcItIsTheSame() throws IOException {
    try (HealthServer good = grpcServer(factory.server("127.0.0.1"));
        HealthServer expired = grpcServer(factory.expired("127.0.0.1"));
        HealthServer untrusted = grpcServer(other.server("127.0.0.1"));
        HealthServer wrong = grpcServer(factory.server("elsewhere.test"))) {
      String list =
          """
          defaults: {check: {tls: {config: factory}}}
          peers:
            - {id: good, address: "%s"}
            - {id: expired, address: "%s"}
            - {id: untrusted, address: "%s"}
            - {id: wrong, address: "%s"}
            - {id: unverified, address: "localhost:%d", check: {tls: {config: any-name}}}
          """
              .formatted(
                  good.address(),
                  expired.address(),
                  untrusted.address(),
                  wrong.address(),
                  good.port());
      Map<String, String> anyName =
          Map.of(
              "quarkus.tls.any-name.trust-store.pem.certs", "ca.crt",
              "quarkus.tls.any-name.hostname-verification-algorithm", "NONE");
      try (PackagedRollcall rollcall = start(list, anyName)) {
        until(rollcall, "good", Status.STATUS_HEALTHY);
        until(rollcall, "unverified", Status.STATUS_HEALTHY);
        assertTls(rollcall, "expired", "expired on 20");
        assertTls(rollcall, "untrusted", "is not trusted: it is signed by CN=other");
        assertTls(rollcall, "wrong", "is for elsewhere.test, not for 127.0.0.1");

        Files.writeString(trusted, other.pem());
        until(rollcall, "untrusted", Status.STATUS_HEALTHY);
        assertTls(rollcall, "good", "is not trusted: it is signed by CN=factory");
      }
    }
  }

  @Test
  void trustIsRenewedWithoutARestart() throws IOException {
    try (WebServer good = server(factory.server("127.0.0.1"));
        WebServer untrusted = server(other.server("127.0.0.1"))) {
      try (PackagedRollcall rollcall = start(tcp(good, untrusted))) {
        until(rollcall, "n0", Status.STATUS_HEALTHY);
        assertTls(rollcall, "n1", "is not trusted");

        Files.writeString(trusted, "no certificate at all");
        Eventually.holds(
            "it is logged",
            PATIENCE,
            () -> !rollcall.lines("rejected, keeping the previous TLS configuration").isEmpty());
        String warning = rollcall.lines("rejected, keeping the previous TLS configuration").get(0);
        assertTrue(warning.contains("WARN"), warning);
        assertTrue(warning.contains("quarkus.tls.factory") && warning.contains("ca.crt"), warning);
        assertEquals(Status.STATUS_HEALTHY, health(rollcall, "n0").getStatus());

        Files.writeString(trusted, factory.pem() + other.pem());
        until(rollcall, "n1", Status.STATUS_HEALTHY);
        assertEquals(1, rollcall.lines("rejected, keeping the previous TLS configuration").size());
        assertEquals(1, rollcall.lines("quarkus.tls.factory: reloaded").size());
        assertEquals(Status.STATUS_HEALTHY, health(rollcall, "n0").getStatus());
      }
    }
  }

  @Test
  void theCertificateOfThisSideIsRenewedWithoutARestart() throws IOException {
    TestCertificate its = factory.server("127.0.0.1");
    try (WebServer server = WebServer.start(TestTls.server(its, other))) {
      Map<String, String> settings = new HashMap<>();
      settings.put("quarkus.tls.factory.key-store.pem.own.cert", "client.crt");
      settings.put("quarkus.tls.factory.key-store.pem.own.key", "client.key");
      try (PackagedRollcall rollcall = start(tcp(server), settings)) {
        assertTls(rollcall, "n0", "rejected the client certificate");

        TestCertificate renewed = other.client("rollcall");
        Files.writeString(directory.resolve("client.crt"), renewed.pem());
        Eventually.holds(
            "half of it is refused",
            PATIENCE,
            () -> !rollcall.lines("the key is not that of the certificate").isEmpty());
        Files.writeString(directory.resolve("client.key"), renewed.keyPem());
        until(rollcall, "n0", Status.STATUS_HEALTHY);
      }
    }
  }

  @Test
  void whatCannotBeUsedEndsInALineAndExitCodeOne() throws IOException, InterruptedException {
    factory.client("else").write(directory, "else");
    refused(
        Map.of("quarkus.tls.factory.trust-store.pem.certs", "nosuch.crt"),
        "'factory'",
        "there is no such file: nosuch.crt");
    refused(
        Map.of(
            "quarkus.tls.factory.trust-store.p12.path", "ca.crt",
            "quarkus.tls.factory.trust-store.p12.password", "secret"),
        "'factory'",
        "");
    refused(
        Map.of(
            "quarkus.tls.key-store.pem.own.cert", "client.crt",
            "quarkus.tls.key-store.pem.own.key", "else.key"),
        "quarkus.tls: ",
        "the key is not that of the certificate");
  }

  private void refused(Map<String, String> settings, String which, String what)
      throws IOException, InterruptedException {
    Files.writeString(directory.resolve("peers.yaml"), "peers: [{address: \"127.0.0.1:1\"}]");
    try (PackagedRollcall rollcall = PackagedRollcall.start(directory, settings, Map.of())) {
      assertEquals(1, rollcall.exitCode(), rollcall.output().toString());
      List<String> output = rollcall.output();
      assertTrue(
          output.stream().anyMatch(line -> line.contains(which) && line.contains(what)),
          output.toString());
      assertFalse(output.stream().anyMatch(line -> line.contains("\tat ")), output.toString());
      assertEquals(1, rollcall.lines("rollcall cannot start (1 problem):").size());
    }
  }

  private static HealthServer grpcServer(TestCertificate certificate) {
    HealthServer server = HealthServer.startWith(TestTls.grpcServer(certificate));
    server.set(ServingStatus.SERVING);
    return server;
  }

  private static WebServer server(TestCertificate certificate) {
    return WebServer.start(TestTls.server(certificate));
  }

  private static String tcp(WebServer... servers) {
    StringBuilder list = new StringBuilder("peers:\n");
    for (int i = 0; i < servers.length; i++) {
      list.append(
          "  - {id: n%d, address: \"%s\", check: {type: tcp, tls: {config: factory}}}\n"
              .formatted(i, servers[i].address()));
    }
    return list.toString();
  }

  private PackagedRollcall start(String list) throws IOException {
    return start(list, Map.of());
  }

  private PackagedRollcall start(String list, Map<String, String> more) throws IOException {
    Files.writeString(directory.resolve("peers.yaml"), list);
    Map<String, String> settings = new HashMap<>(more);
    settings.put("quarkus.tls.factory.trust-store.pem.certs", "ca.crt");
    settings.put("rollcall.reload-interval", "1s");
    settings.put("rollcall.check.interval", "1s");
    settings.put("rollcall.check.down-interval", "1s");
    return PackagedRollcall.start(directory, settings, Map.of()).listening();
  }

  private static void until(PackagedRollcall rollcall, String id, Status status) {
    Eventually.holds(
        id + " is " + status, PATIENCE, () -> health(rollcall, id).getStatus() == status);
  }

  private static void assertTls(PackagedRollcall rollcall, String id, String detail) {
    until(rollcall, id, Status.STATUS_UNHEALTHY);
    Health health = health(rollcall, id);
    assertEquals(Reason.REASON_TLS, health.getReason());
    assertTrue(health.getDetail().contains(detail), health.getDetail());
  }

  private static Health health(PackagedRollcall rollcall, String id) {
    return rollcall.list().getPeersList().stream()
        .filter(peer -> peer.getId().equals(id))
        .map(Peer::getHealth)
        .findFirst()
        .orElseThrow();
  }
}
