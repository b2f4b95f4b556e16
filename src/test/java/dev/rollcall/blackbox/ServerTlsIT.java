package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.RawHttp;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.testing.tls.TestCertificate;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.ListPeersRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on the one port, with and without certificates of clients. */
class ServerTlsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestCertificates authority = TestCertificates.authority("factory");
  private final TestCertificates other = TestCertificates.authority("other");
  private final Path directory;

  ServerTlsIT(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Files.writeString(directory.resolve("ca.crt"), authority.pem());
    Files.writeString(directory.resolve("peers.yaml"), "peers: [{address: \"127.0.0.1:1\"}]");
    authority.server("127.0.0.1").write(directory, "server");
  }

  @Test
  void theOnePortSpeaksTlsAndNothingElse() throws IOException {
    try (PackagedRollcall rollcall = start(Map.of())) {
      assertAnswers(rollcall, Optional.empty());
      assertThrows(IOException.class, () -> RawHttp.get(port(rollcall), "/q/health/live"));
      assertEquals(1, rollcall.lines("Listening on: https://").size());
      assertEquals(0, rollcall.lines("http://").size(), rollcall.output().toString());
      assertEquals(0, rollcall.lines("8443").size(), rollcall.output().toString());
    }
  }

  @Test
  void aClientWithoutACertificateGetsNoConnection() throws IOException {
    try (PackagedRollcall rollcall = start(mutual())) {
      assertAnswers(rollcall, Optional.of(authority.client("known")));
      for (Optional<TestCertificate> wrong :
          List.of(Optional.<TestCertificate>empty(), Optional.of(other.client("stranger")))) {
        StatusRuntimeException e =
            assertThrows(StatusRuntimeException.class, () -> call(rollcall, wrong));
        assertEquals(Code.UNAVAILABLE, e.getStatus().getCode(), e.toString());
      }
      assertAnswers(rollcall, Optional.of(authority.client("known")));
      assertEquals(List.of(), rollcall.lines("\tat "), rollcall.output().toString());
    }
  }

  @Test
  void renewedCertificatesAreTakenUp() throws IOException {
    Map<String, String> settings = new HashMap<>(mutual());
    settings.put("rollcall.reload-interval", "1s");
    try (PackagedRollcall rollcall = start(settings)) {
      Optional<X509Certificate> first = presented(rollcall);
      assertTrue(first.isPresent());
      TestCertificate renewed = authority.server("127.0.0.1");
      renewed.write(directory, "server");
      Eventually.holds(
          "the new one is presented",
          PATIENCE,
          () -> presented(rollcall).equals(Optional.of(renewed.certificate())));
      assertFalse(first.equals(presented(rollcall)));
      assertAnswers(rollcall, Optional.of(authority.client("known")));
      assertThrows(StatusRuntimeException.class, () -> call(rollcall, Optional.empty()));

      Files.writeString(directory.resolve("server.crt"), "no certificate");
      Eventually.holds(
          "it is logged",
          PATIENCE,
          () -> !rollcall.lines("rejected, keeping the previous TLS configuration").isEmpty());
      assertEquals(Optional.of(renewed.certificate()), presented(rollcall));

      Files.writeString(directory.resolve("server.crt"), renewed.pem());
      Files.writeString(directory.resolve("ca.crt"), other.pem());
      Eventually.holds(
          "others are accepted",
          PATIENCE,
          () -> isAnswered(rollcall, Optional.of(other.client("now known"))));
      assertFalse(isAnswered(rollcall, Optional.of(authority.client("no longer known"))));
    }
  }

  /** A thread that connects all the time meanwhile. */
  @Test
  void noConnectionIsLostByARenewal() throws Exception {
    try (PackagedRollcall rollcall = start(Map.of("rollcall.reload-interval", "1h"))) {
      AtomicBoolean isDone = new AtomicBoolean();
      AtomicInteger lost = new AtomicInteger();
      Thread client =
          new Thread(
              () -> {
                while (!isDone.get()) {
                  lost.addAndGet(presented(rollcall).isPresent() ? 0 : 1);
                }
              });
      client.start();
      for (int i = 0; i < 10; i++) {
        TestCertificate renewed = authority.server("127.0.0.1");
        renewed.write(directory, "server");
        rollcall.hangUp();
        Eventually.holds(
            "the new one is presented",
            PATIENCE,
            () -> presented(rollcall).equals(Optional.of(renewed.certificate())));
      }
      isDone.set(true);
      client.join();
      assertEquals(0, lost.get(), rollcall.output().toString());
      assertEquals(List.of(), rollcall.lines("\tat "), rollcall.output().toString());
    }
  }

  @Test
  void atOnceWithSighup() throws IOException {
    try (PackagedRollcall rollcall = start(Map.of("rollcall.reload-interval", "1h"))) {
      TestCertificate renewed = authority.server("127.0.0.1");
      renewed.write(directory, "server");
      rollcall.hangUp();
      Eventually.holds(
          "the new one is presented",
          PATIENCE,
          () -> presented(rollcall).equals(Optional.of(renewed.certificate())));
    }
  }

  @Test
  void aCertificateForTheChecksOpensNoOtherPort() throws IOException {
    Map<String, String> unnamed =
        Map.of(
            "quarkus.tls.key-store.pem.own.cert", "server.crt",
            "quarkus.tls.key-store.pem.own.key", "server.key");
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(directory, unnamed, Map.of()).listening()) {
      assertEquals(200, RawHttp.get(port(rollcall), "/q/health/live"));
      assertEquals(0, rollcall.lines("https://").size(), rollcall.output().toString());
      if (!rollcall.output().toString().contains("8443")) {
        assertThrows(
            ConnectException.class,
            () -> {
              try (Socket unused = new Socket(InetAddress.getLoopbackAddress(), 8443)) {
                unused.getOutputStream();
              }
            });
      }
    }
  }

  @Test
  void mistakesAreReportedAtTheStart() throws IOException, InterruptedException {
    rejected(
        Map.of("rollcall.listen.tls", "factroy"),
        "rollcall.listen.tls: the settings have no TLS configuration 'factroy'; they have factory");
    rejected(
        Map.of("rollcall.listen.tls", "trust", "quarkus.tls.trust.trust-store.pem.certs", "ca.crt"),
        "rollcall.listen.tls: quarkus.tls.trust has no certificate for the server");
    rejected(
        Map.of("rollcall.listen.client-auth", "required"),
        "rollcall.listen.client-auth: required, but no trust store says which certificates are"
            + " accepted");
    rejected(
        Map.of("rollcall.listen.client-auth", "required", "quarkus.tls.factory.trust-all", "true"),
        "rollcall.listen.client-auth: required, but quarkus.tls.factory.trust-all accepts every");
    rejected(
        Map.of("rollcall.token-file", "nosuch"),
        "rollcall.token-file: nosuch: there is no such file");
  }

  private void rejected(Map<String, String> more, String expected)
      throws IOException, InterruptedException {
    try (PackagedRollcall rollcall = PackagedRollcall.start(directory, settings(more), Map.of())) {
      assertEquals(1, rollcall.exitCode(), rollcall.output().toString());
      assertEquals(1, rollcall.lines(expected).size(), rollcall.output().toString());
      assertEquals(1, rollcall.lines("rollcall cannot start (1 problem):").size());
      assertEquals(List.of(), rollcall.lines("\tat "), rollcall.output().toString());
    }
  }

  @Test
  void tlsAloneKeepsNobodyOutAndIsWarnedOf() throws IOException {
    try (PackagedRollcall rollcall = start(Map.of("rollcall.listen.host", "0.0.0.0"))) {
      List<String> warnings = rollcall.lines("listening at 0.0.0.0");
      assertEquals(1, warnings.size(), rollcall.output().toString());
      assertTrue(warnings.get(0).contains("WARN"), warnings.get(0));
      assertAnswers(rollcall, Optional.empty());
    }
    Map<String, String> guarded = new HashMap<>(mutual());
    guarded.put("rollcall.listen.host", "0.0.0.0");
    try (PackagedRollcall rollcall = start(guarded)) {
      assertEquals(List.of(), rollcall.lines("listening at 0.0.0.0"));
    }
  }

  private PackagedRollcall start(Map<String, String> more) throws IOException {
    return PackagedRollcall.start(directory, settings(more), Map.of()).listening();
  }

  private static Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("rollcall.listen.tls", "factory");
    settings.put("quarkus.tls.factory.key-store.pem.own.cert", "server.crt");
    settings.put("quarkus.tls.factory.key-store.pem.own.key", "server.key");
    settings.putAll(more);
    return settings;
  }

  private static Map<String, String> mutual() {
    return Map.of(
        "rollcall.listen.client-auth", "required",
        "quarkus.tls.factory.trust-store.pem.certs", "ca.crt");
  }

  private void assertAnswers(PackagedRollcall rollcall, Optional<TestCertificate> own) {
    call(rollcall, own);
  }

  private boolean isAnswered(PackagedRollcall rollcall, Optional<TestCertificate> own) {
    try {
      call(rollcall, own);
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private void call(PackagedRollcall rollcall, Optional<TestCertificate> own) {
    ManagedChannel channel = channel(port(rollcall), own);
    try {
      int total =
          DiscoveryGrpc.newBlockingStub(channel)
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .listPeers(ListPeersRequest.getDefaultInstance())
              .getTotalSize();
      assertEquals(1, total);
    } finally {
      channel.shutdownNow();
    }
  }

  private ManagedChannel channel(int port, Optional<TestCertificate> own) {
    try {
      SslContextBuilder builder = GrpcSslContexts.forClient().trustManager(authority.certificate());
      own.ifPresent(its -> builder.keyManager(its.key(), its.certificate()));
      return NettyChannelBuilder.forAddress("127.0.0.1", port).sslContext(builder.build()).build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate that the port presents. */
  private static Optional<X509Certificate> presented(PackagedRollcall rollcall) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      Seen seen = new Seen();
      context.init(null, new TrustManager[] {seen}, null);
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), port(rollcall))) {
        socket.startHandshake();
      } catch (IOException e) {
        // One that has no certificate is sent away, but not before it has seen the server's; and
        // while a new one is taken up, connections are sent away for a moment.
        return seen.presented;
      }
      return seen.presented;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int port(PackagedRollcall rollcall) {
    return rollcall.port().orElseThrow();
  }

  private static final class Seen implements X509TrustManager {
    private Optional<X509Certificate> presented = Optional.empty();

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      presented = Optional.of(chain[0]);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
