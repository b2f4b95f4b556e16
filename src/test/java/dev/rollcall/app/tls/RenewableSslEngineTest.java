package dev.rollcall.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.testing.tls.TestCertificate;
import dev.rollcall.testing.tls.TestCertificates;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Certificates that are replaced while clients connect. */
class RenewableSslEngineTest {

  private static final int TIMEOUT_SECONDS = 60;
  private static final int RENEWALS = 40;

  private final TestCertificates authority = TestCertificates.authority("factory");
  private final TestCertificates other = TestCertificates.authority("other");
  private final Vertx vertx = Vertx.vertx();
  private int port;

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void noConnectionIsLostByARenewal() throws Exception {
    TestCertificate first = authority.server("127.0.0.1");
    TestCertificate second = authority.server("127.0.0.1");
    RenewableSslEngine engine = listen(options(first));
    AtomicBoolean isDone = new AtomicBoolean();
    List<Throwable> lost = new ArrayList<>();
    Thread client = new Thread(() -> connectUntil(isDone, lost), "connects");
    client.start();

    for (int i = 0; i < RENEWALS; i++) {
      TestCertificate next = i % 2 == 0 ? second : first;
      await(engine.renew(new SSLOptions().setKeyCertOptions(keys(next)), vertx));
      assertEquals(next.certificate(), presented(Optional.empty()));
    }
    isDone.set(true);
    client.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));

    assertEquals(List.of(), lost);
  }

  private void connectUntil(AtomicBoolean isDone, List<Throwable> lost) {
    while (!isDone.get()) {
      try {
        assertNotNull(presented(Optional.empty()));
      } catch (Exception e) {
        lost.add(e);
      }
    }
  }

  @Test
  void whatCannotBeUsedChangesNothing() throws Exception {
    TestCertificate first = authority.server("127.0.0.1");
    RenewableSslEngine engine = listen(options(first));
    PemKeyCertOptions broken =
        new PemKeyCertOptions()
            .setCertValue(Buffer.buffer("no certificate"))
            .setKeyValue(Buffer.buffer(first.keyPem()));

    assertThrows(
        ExecutionException.class,
        () -> await(engine.renew(new SSLOptions().setKeyCertOptions(broken), vertx)));

    assertEquals(first.certificate(), presented(Optional.empty()));
  }

  @Test
  void trustIsRenewedToo() throws Exception {
    TestCertificate server = authority.server("127.0.0.1");
    TestCertificate known = authority.client("known");
    TestCertificate stranger = other.client("stranger");
    HttpServerOptions options =
        options(server).setClientAuth(ClientAuth.REQUIRED).setTrustOptions(trust(authority));
    RenewableSslEngine engine = listen(options);
    assertNotNull(presented(Optional.of(known)));
    assertThrows(IOException.class, () -> presented(Optional.of(stranger)));

    await(
        engine.renew(
            new SSLOptions().setKeyCertOptions(keys(server)).setTrustOptions(trust(other)), vertx));

    assertNotNull(presented(Optional.of(stranger)));
    assertThrows(IOException.class, () -> presented(Optional.of(known)));
    assertThrows(IOException.class, () -> presented(Optional.empty()));
  }

  /** As the framework starts it: one server for each event loop, which share the port. */
  private RenewableSslEngine listen(HttpServerOptions options) throws Exception {
    RenewableSslEngine engine = RenewableSslEngine.install(options);
    HttpServer main = server(options.setPort(-1));
    port = await(main.listen()).actualPort();
    await(server(options).listen());
    return engine;
  }

  private HttpServer server(HttpServerOptions options) {
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> request.response().end(request.version().alpnName()));
  }

  private static HttpServerOptions options(TestCertificate certificate) {
    return new HttpServerOptions()
        .setHost("127.0.0.1")
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(keys(certificate));
  }

  private static PemKeyCertOptions keys(TestCertificate certificate) {
    return new PemKeyCertOptions()
        .setCertValue(Buffer.buffer(certificate.pem()))
        .setKeyValue(Buffer.buffer(certificate.keyPem()));
  }

  private static PemTrustOptions trust(TestCertificates authority) {
    return new PemTrustOptions().addCertValue(Buffer.buffer(authority.pem()));
  }

  /** The server's certificate, once it has answered a request over a connection of its own. */
  private Certificate presented(Optional<TestCertificate> own) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        own.isPresent() ? managers(own.get()) : null,
        InsecureTrustManagerFactory.INSTANCE.getTrustManagers(),
        null);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      assertEquals("http/1.1", socket.getApplicationProtocol());
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      if (socket.getInputStream().read() < 0) {
        throw new SSLException("closed");
      }
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static KeyManager[] managers(TestCertificate own) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("own", own.key(), new char[0], new Certificate[] {own.certificate()});
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
