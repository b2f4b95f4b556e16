package dev.rollcall.serve.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page that gives its own name the address 127.0.0.1 reads nothing. */
class AllowedHostsTest {

  private static final int TIMEOUT_SECONDS = 20;
  private static final String PEERS = "/api/v1/peers";
  private static final String LIST_PEERS = "/rollcall.v1.Discovery/ListPeers";

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP2 =
      VERTX.createHttpClient(
          new HttpClientOptions()
              .setProtocolVersion(HttpVersion.HTTP_2)
              .setHttp2ClearTextUpgrade(false));

  private static volatile Optional<BearerToken> token = Optional.empty();
  private static HttpServer server;

  @BeforeAll
  static void listen() throws Exception {
    Router router = Router.router(VERTX);
    AllowedHosts hosts = AllowedHosts.of(List.of("Node1.example.", "10.1.2.3", "[fd00::1]"));
    RequestGuard.install(router, () -> token, hosts, new InboundMemoryLimit(1 << 10));
    router.route().handler(routing -> routing.response().end("reached"));
    server = await(VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void close() throws Exception {
    await(VERTX.close());
  }

  @BeforeEach
  void needNoToken() {
    token = Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:7655",
        "localhost.:7655",
        "rollcall.localhost",
        "127.0.0.1",
        "127.0.0.1:7655",
        "127.255.3.4:1",
        "[::1]",
        "[::1]:7655",
        "[0:0:0:0:0:0:0:1]:7655",
        "[::ffff:127.0.0.1]",
        "node1.example",
        "NODE1.EXAMPLE.:443",
        "10.1.2.3:7655",
        "[fd00::1]:7655",
      })
  void ownNamesAreAnswered(String host) throws Exception {
    assertEquals("200 reached", http1("GET " + PEERS + " HTTP/1.1|Host: " + host));
    assertEquals("200 reached", http2(PEERS, host, "application/json"));
    assertEquals("200 reached", http2(LIST_PEERS, host, "application/grpc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:7655",
        "evil.example:80",
        "notlocalhost",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost..",
        "128.0.0.1",
        "0.0.0.0:7655",
        "10.1.2.4",
        "[::]",
        "[::2]:7655",
        "[fd00::2]",
        "node1.example.org",
        "sub.node1.example",
      })
  void otherNamesAreNot(String host) throws Exception {
    String http1 = http1("GET " + PEERS + " HTTP/1.1|Host: " + host);
    assertRejected("403 ", host, http1);
    assertTrue(http1.contains("\"reason\":\"HOST_NOT_ALLOWED\""), http1);
    assertRejected("403 ", host, http2(PEERS, host, "application/json"));
    assertRejected("7 ", host, http2(LIST_PEERS, host, "application/grpc"));
  }

  private static void assertRejected(String status, String host, String answer) {
    String name = host.replaceFirst(":[0-9]+$", "");
    assertTrue(answer.startsWith(status), answer);
    assertTrue(answer.contains("'%s' in rollcall.listen.allowed-hosts".formatted(name)), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/app.js", "/q/health", "/q/metrics", "/api/v1/watch", "/x"})
  void whateverIsRequested(String path) throws Exception {
    String answer = http1("GET " + path + " HTTP/1.1|Host: evil.example");
    assertTrue(answer.startsWith("403 "), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/grpc.health.v1.Health/Check", "/grpc.reflection.v1.A/B", "/a.B/C"})
  void whateverIsCalled(String path) throws Exception {
    String answer = http2(path, "evil.example", "application/grpc");
    assertTrue(answer.startsWith("7 "), answer);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "GET /a HTTP/1.1|Host: a|Host: b, 400 REPEATED_HOST",
    "GET /a HTTP/1.1|Host: localhost|Host: localhost, 400 REPEATED_HOST",
    "GET /a HTTP/1.1|A: b, 400 MISSING_HOST",
    "GET /a HTTP/1.1|Host:, 403 HOST_NOT_ALLOWED",
    "GET /%zz HTTP/1.1|Host: evil.example, 403 HOST_NOT_ALLOWED",
    "GET /%zz HTTP/1.1|Host: localhost, 400 BAD_ESCAPE",
    "GET /a HTTP/1.0|A: b, 200 reached",
    "GET /a HTTP/1.0|Host: evil.example, 403 HOST_NOT_ALLOWED",
    "GET http://evil.example/a HTTP/1.1|Host: evil.example, 403 HOST_NOT_ALLOWED",
  })
  void aHostThatIsNotOne(String request, String expected) throws Exception {
    String answer = http1(request);
    assertTrue(answer.startsWith(expected.substring(0, 4)), answer);
    assertTrue(answer.contains(expected.substring(4)), answer);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"evil.example", "localhost"})
  void withATokenTheHostDoesNotCount(String host) throws Exception {
    token = Optional.of(BearerToken.of("secret"));
    String request = "GET " + PEERS + " HTTP/1.1|Host: " + host;
    assertTrue(http1(request).startsWith("401 "));
    assertEquals("200 reached", http1(request + "|Authorization: Bearer secret"));
    assertTrue(http2(LIST_PEERS, host, "application/grpc").startsWith("16 "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "", "[", "]", ".", "::1]", "\u0130"})
  void whatOnlyResemblesAHostIsNotOne(String host) {
    assertFalse(AllowedHosts.of(List.of("node1")).allows(host));
  }

  private static String http1(String lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
      String head = lines + "|Connection: close||";
      socket.getOutputStream().write(head.replace("|", "\r\n").getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      int body = answer.indexOf("\r\n\r\n") + 4;
      return answer.split(" ", 3)[1] + " " + answer.substring(body);
    }
  }

  private static String http2(String path, String authority, String type) throws Exception {
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    HttpClientRequest request =
        await(
            HTTP2.request(
                new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setServer(SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1"))
                    .setHost(hasPort ? authority.substring(0, colon) : authority)
                    .setPort(hasPort ? Integer.parseInt(authority.substring(colon + 1)) : 80)
                    .setURI(path)));
    request.putHeader("content-type", type);
    Future<String> result = request.response().compose(AllowedHostsTest::result);
    request.send();
    return await(result);
  }

  private static Future<String> result(HttpClientResponse response) {
    String grpcStatus = response.getHeader("grpc-status");
    String message = response.getHeader("grpc-message");
    return response
        .body()
        .map(
            body ->
                grpcStatus == null
                    ? response.statusCode() + " " + body
                    : grpcStatus + " " + URLDecoder.decode(message, ISO_8859_1));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
