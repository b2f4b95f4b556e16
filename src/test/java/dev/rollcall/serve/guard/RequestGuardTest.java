package dev.rollcall.serve.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.rollcall.testing.program.LogCapture;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What passes the guard and what does not, in front of one route that answers whatever reaches it
 * with {@value #REACHED}. HTTP/1 is written by hand, as clients would not send most of it.
 */
class RequestGuardTest {

  private static final String REACHED = "reached";
  private static final String HOST = "Host: localhost|";
  private static final String RIGHT = "Authorization: Bearer secret|";
  private static final int MEMORY = 4 << 10;
  private static final int TIMEOUT_SECONDS = 20;
  private static final Pattern REASON = Pattern.compile("\"reason\": ?\"([A-Z_]+)\"");

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
    RequestGuard.install(router, () -> token, AllowedHosts.any(), new InboundMemoryLimit(MEMORY));
    router.route("/fails/:id").handler(RequestGuardTest::fail);
    router.route().handler(RequestGuardTest::answer);
    server = await(VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void close() throws Exception {
    await(VERTX.close());
  }

  @BeforeEach
  void requireToken() {
    token = Optional.of(BearerToken.of("secret"));
  }

  private static void answer(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    request.exceptionHandler(failure -> {});
    request.handler(message -> {});
    request.endHandler(end -> routing.response().putHeader("result", REACHED).end());
    request.resume();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiterString = " => ",
      value = {
        "'' => 401 MISSING_TOKEN",
        "Authorization: Bearer secret => 200 reached",
        "authorization: bearer secret => 200 reached",
        "Authorization: BEARER   secret   => 200 reached",
        "Authorization: => 401 BAD_TOKEN",
        "Authorization: Bearer => 401 BAD_TOKEN",
        "Authorization: secret => 401 BAD_TOKEN",
        "Authorization: Basic secret => 401 BAD_TOKEN",
        "Authorization: Bearersecret => 401 BAD_TOKEN",
        "Authorization: Bearer Secret => 401 BAD_TOKEN",
        "Authorization: Bearer secretx => 401 BAD_TOKEN",
        "Authorization: Bearer secre => 401 BAD_TOKEN",
        "Authorization: Bearer secret, Bearer secret => 401 BAD_TOKEN",
        "Authorization: Bearer secret|Authorization: Bearer secret => 401 BAD_TOKEN",
        "Authorization: Bearer secret|Authorization: Bearer other => 401 BAD_TOKEN",
        "Proxy-Authorization: Bearer secret => 401 MISSING_TOKEN",
        "Cookie: authorization=Bearer secret => 401 MISSING_TOKEN",
      })
  void onlyTheTokenItselfLetsIn(String headers, String expected) throws Exception {
    assertEquals(expected, http1("GET /api/v1/peers HTTP/1.1|" + HOST + headers));
  }

  @Test
  void theTokenMayChangeOrNotBeNeeded() throws Exception {
    String request = "GET /api/v1/peers HTTP/1.1|" + HOST + RIGHT;
    token = Optional.of(BearerToken.of("another"));
    assertEquals("401 BAD_TOKEN", http1(request));
    token = Optional.empty();
    assertEquals("200 reached", http1(request));
    assertEquals("200 reached", http1("GET /api/v1/peers HTTP/1.1|" + HOST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?next=/api/v1/peers",
        "/page/app.js",
        "/q/health",
        "/q/health/",
        "/q/health/ready",
        "/q/health/ready?verbose=..",
        "/q/health/group/peers"
      })
  void aPublicPathNeedsNoToken(String path) throws Exception {
    assertEquals("200 reached", http1("GET " + path + " HTTP/1.1|" + HOST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "/.",
        "/;",
        "/%2e",
        "/index.html",
        "/page/",
        "/page/history",
        "/page/history?id=a.js",
        "/page/app.js/",
        "/page/app.js.",
        "/page/app.js;a=b",
        "/page/app%2ejs",
        "/page/../api/v1/peers.js",
        "/page/%2e%2e/q/metrics",
        "/PAGE/app.js",
        "/q/metrics",
        "/q/healthy",
        "/q/Health",
        "/Q/health",
        "/q/health.",
        "/q/health;a=b",
        "/q/health;/../metrics",
        "/q/health/.",
        "/q/health/..",
        "/q/health/../metrics",
        "/q/health/..;/metrics",
        "/q/health/%2e%2e/metrics",
        "/q/health/%2E%2E/metrics",
        "/q/health/..%2fmetrics",
        "/q/health/%252e%252e/metrics",
        "/q/health%2flive",
        "/q/health//live",
        "//q/health",
        "/q//health",
        "/%71/health",
        "/api/v1/peers#/q/health",
        "http://localhost/q/metrics",
        "http://localhost/q/health/../metrics",
        "*"
      })
  void aPathThatOnlyLooksPublicNeedsOne(String path) throws Exception {
    assertEquals("401 MISSING_TOKEN", http1("GET " + path + " HTTP/1.1|" + HOST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "X"})
  void everyMethodNeedsTheToken(String method) throws Exception {
    String request = method + " /api/v1/peers HTTP/1.1|" + HOST;
    String body = method.equals("HEAD") ? "" : " MISSING_TOKEN";
    assertEquals("401" + body, http1(request));
    assertEquals("200 reached", http1(request + RIGHT));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "/api/%zz, 400 BAD_ESCAPE",
    "/api/%, 400 BAD_ESCAPE",
    "/api/%2, 400 BAD_ESCAPE",
    "/api?a=%, 400 BAD_ESCAPE",
    "/q/health?a=%zz, 400 BAD_ESCAPE",
    "/api/{id}, 400 BAD_URI",
    "/api?a=|b, 400 BAD_URI",
    "/api/a\\b, 400 BAD_URI",
    "/api/%41?a=%42, 200 reached",
  })
  void aUriThatCannotBeReadIsInvalidOnceTheTokenIsRight(String path, String expected)
      throws Exception {
    String request = "GET " + path.replace("|", "\u0001") + " HTTP/1.1|" + HOST;
    assertEquals(expected, http1(request + RIGHT));
    if (!path.startsWith("/q/health")) {
      assertEquals("401 MISSING_TOKEN", http1(request));
    }
  }

  @ParameterizedTest(name = "{0}, {1}, token {2}: {3}")
  @CsvSource({
    "HTTP/1.1, Host: localhost, true, 200 reached",
    "HTTP/1.1, '', true, 400 MISSING_HOST",
    "HTTP/1.1, Host:, true, 200 reached",
    "HTTP/1.1, Host: a b, true, 400 MISSING_HOST",
    "HTTP/1.1, '', false, 401 MISSING_TOKEN",
    "HTTP/1.0, '', true, 200 reached",
    "HTTP/1.0, Host: localhost, true, 200 reached",
    "HTTP/1.0, '', false, 401 MISSING_TOKEN",
    "HTTP/1.1, Host: a|Host: b, true, 400 REPEATED_HOST",
    "HTTP/1.1, Host: a|Host: a, true, 400 REPEATED_HOST",
    "HTTP/1.1, Host: a|host:, true, 400 REPEATED_HOST",
    "HTTP/1.0, Host: a|Host: b, true, 400 REPEATED_HOST",
    "HTTP/1.1, Host: a|Host: b, false, 401 MISSING_TOKEN",
  })
  void http11NeedsAHost(String version, String host, boolean hasToken, String expected)
      throws Exception {
    String request = "GET /api/v1/peers " + version + "|" + (host.isEmpty() ? "" : host + "|");
    assertEquals(expected, http1(request + (hasToken ? RIGHT : "")));
  }

  /** As decoders of Netty and Vert.x do for what they cannot read. */
  private static void fail(RoutingContext routing) {
    throw new IllegalArgumentException(routing.pathParam("id"));
  }

  @Test
  void aClientCannotWriteErrorsToTheLog() throws Exception {
    try (LogCapture routerLines = LogCapture.of("io.vertx.ext.web.RoutingContext");
        LogCapture contextLines = LogCapture.of("io.vertx.core.impl.ContextBase")) {
      token = Optional.empty();
      assertEquals("400 BAD_ESCAPE", http1("GET /fails/%zz HTTP/1.1|" + HOST));
      assertEquals("400 MALFORMED_REQUEST", http1("GET /fails/a HTTP/1.1|" + HOST));
      assertEquals("400 MISSING_HOST", http1("GET /fails/a HTTP/1.1|Host: a b|"));
      assertEquals(
          "3 MALFORMED_REQUEST",
          http2("/fails/a", headers("content-type", "application/grpc"), Buffer.buffer()));
      assertEquals(List.of(), routerLines.all());
      assertEquals(List.of(), contextLines.all());
    }
  }

  @ParameterizedTest(name = "{0} of type {1}: {2}")
  @CsvSource({
    "/rollcall.v1.Discovery/ListPeers, application/grpc, 16 MISSING_TOKEN",
    "/rollcall.v1.Discovery/ListPeers, application/grpc+proto, 16 MISSING_TOKEN",
    "/rollcall.v1.Discovery/ListPeers, Application/GRPC, 16 MISSING_TOKEN",
    "/rollcall.v1.Discovery/ListPeers, application/json, 401 MISSING_TOKEN",
    "/grpc.health.v1.Health/Check, application/grpc, 200 reached",
    "/grpc.health.v1.Health/Watch, application/grpc, 200 reached",
    "/grpc.health.v1.Health/List, application/grpc, 200 reached",
    "/grpc.health.v1.Health/Check, application/json, 401 MISSING_TOKEN",
    "/grpc.health.v1.Health/check, application/grpc, 16 MISSING_TOKEN",
    "/grpc.health.v1.Health/Check/, application/grpc, 16 MISSING_TOKEN",
    "/grpc.health.v1.Health/%43heck, application/grpc, 16 MISSING_TOKEN",
    "//grpc.health.v1.Health/Check, application/grpc, 16 MISSING_TOKEN",
    "/grpc.health.v1.Health/Check;a, application/grpc, 16 MISSING_TOKEN",
    "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo, application/grpc, 16 MISSING_TOKEN",
    "/q/health, application/grpc, 16 MISSING_TOKEN",
    "/, application/grpc, 16 MISSING_TOKEN",
    "/q/health, application/json, 200 reached",
  })
  void overHttp2CallsAndPagesHavePublicPathsOfTheirOwn(String path, String type, String expected)
      throws Exception {
    assertEquals(expected, http2(path, headers("content-type", type), Buffer.buffer()));
  }

  @Test
  void overHttp1NoRequestIsACall() throws Exception {
    assertEquals(
        "401 MISSING_TOKEN",
        http1("POST /grpc.health.v1.Health/Check HTTP/1.1|Content-Type: application/grpc|" + HOST));
  }

  @ParameterizedTest(name = "{0}: {1} => {2}")
  @CsvSource({
    "authorization, Bearer secret, 200 reached",
    "authorization, Bearer other, 16 BAD_TOKEN",
    "grpc-encoding, identity, 200 reached",
    "grpc-encoding, gzip, 200 reached",
    "grpc-encoding, deflate, 12 UNKNOWN_ENCODING",
    "trace-bin, AAEC, 200 reached",
    "trace-bin, ***, 3 BAD_BINARY_HEADER",
  })
  void theHeadersOfACallAreChecked(String name, String value, String expected) throws Exception {
    MultiMap headers = headers("content-type", "application/grpc").set(name, value);
    if (!name.equals("authorization")) {
      headers.set("authorization", "Bearer secret");
    }
    assertEquals(expected, http2("/rollcall.v1.Discovery/ListPeers", headers, Buffer.buffer()));
  }

  @Test
  void aCallWithoutTheTokenIsNotToldWhatElseIsWrong() throws Exception {
    MultiMap headers =
        headers("content-type", "application/grpc")
            .set("grpc-encoding", "deflate")
            .set("trace-bin", "***");
    assertEquals("16 MISSING_TOKEN", http2("/a%zz", headers, frame(7, 1 << 20, 0)));
  }

  @ParameterizedTest(name = "{0} bytes with flag {1}, of which {2} are sent: {3}")
  @CsvSource({
    "0, 0, 0, 200 reached",
    "100, 0, 100, 200 reached",
    "100, 0, 99, 3 TRUNCATED_MESSAGE",
    "100, 2, 100, 3 BAD_MESSAGE",
    "100, 1, 100, 3 UNTOLD_COMPRESSION",
    "262145, 0, 1, 8 MESSAGE_TOO_LARGE",
    "-1, 0, 1, 8 MESSAGE_TOO_LARGE",
    "8000, 0, 7000, 8 TOO_MANY_LARGE_REQUESTS",
  })
  void theMessagesOfACallAreChecked(int size, int flag, int sent, String expected)
      throws Exception {
    MultiMap headers =
        headers("content-type", "application/grpc").set("authorization", "Bearer secret");
    assertEquals(
        expected, http2("/rollcall.v1.Discovery/ListPeers", headers, frame(flag, size, sent)));
    // Whatever became of it, its memory is free again.
    assertEquals("200 reached", http2("/a.B/C", headers, frame(0, 100, 100)));
  }

  @Test
  void aMessageThatIsNotARequestOfReflectionIsInvalid() throws Exception {
    MultiMap headers =
        headers("content-type", "application/grpc").set("authorization", "Bearer secret");
    String path = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
    assertEquals("3 NO_MESSAGE", http2(path, headers, frame(0, 3, 3)));
    assertEquals("200 reached", http2(path, headers, frame(0, 0, 0)));
  }

  /** A frame of gRPC whose bytes are 0xff, which no message begins with. */
  private static Buffer frame(int flag, int size, int sent) {
    Buffer frame = Buffer.buffer().appendByte((byte) flag).appendInt(size);
    for (int i = 0; i < sent; i++) {
      frame.appendByte((byte) 0xff);
    }
    return frame;
  }

  private static MultiMap headers(String name, String value) {
    return MultiMap.caseInsensitiveMultiMap().add(name, value);
  }

  /** The answer to lines that end in '|'; a '|' in a path is to be given as U+0001. */
  private static String http1(String lines) throws IOException {
    String head = lines + (lines.endsWith("|") ? "" : "|") + "Connection: close||";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
      socket
          .getOutputStream()
          .write(head.replace("|", "\r\n").replace('\u0001', '|').getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      String result = answer.contains("result: " + REACHED) ? REACHED : reason(answer);
      return (answer.split(" ", 3)[1] + " " + result).strip();
    }
  }

  private static String reason(String json) {
    Matcher reason = REASON.matcher(json);
    return reason.find() ? reason.group(1) : "";
  }

  private static String http2(String path, MultiMap headers, Buffer body) throws Exception {
    HttpClientRequest request =
        await(HTTP2.request(HttpMethod.POST, server.actualPort(), "127.0.0.1", path));
    request.headers().addAll(headers);
    // The body is asked for before anything is sent: what passes before that is lost.
    Future<String> result = request.response().compose(RequestGuardTest::result);
    request.send(body);
    return await(result);
  }

  private static Future<String> result(HttpClientResponse response) {
    return response.body().map(body -> result(response, body.toString()));
  }

  private static String result(HttpClientResponse response, String body) {
    String grpcStatus = response.getHeader("grpc-status");
    if (grpcStatus != null) {
      return grpcStatus + " " + grpcReason(response.getHeader("grpc-status-details-bin"));
    }
    String result = response.getHeader("result");
    return response.statusCode() + " " + (result == null ? reason(body) : result);
  }

  private static String grpcReason(String details) {
    try {
      Status status = Status.parseFrom(Base64.getDecoder().decode(details));
      return status.getDetails(0).unpack(ErrorInfo.class).getReason();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(details, e);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
