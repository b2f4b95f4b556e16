package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.rollcall.testing.network.RawHttp;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a token set, no call without it gets an answer. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class TokenIT {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String LIST_PEERS = "rollcall.v1.Discovery/ListPeers";

  private final Path token;
  private final PackagedRollcall rollcall;

  TokenIT(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("peers.yaml"), "peers: [{address: \"127.0.0.1:1\"}]");
    token = Files.writeString(directory.resolve("token"), "first\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    rollcall =
        PackagedRollcall.start(
            directory,
            Map.of(
                "rollcall.token-file", "token",
                "rollcall.reload-interval", "1s",
                "rollcall.listen.host", "0.0.0.0"),
            Map.of());
  }

  @BeforeAll
  void start() {
    rollcall.listening();
  }

  @AfterAll
  void stop() {
    rollcall.close();
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(
      strings = {
        LIST_PEERS,
        "rollcall.v1.Discovery/WatchPeers",
        "rollcall.v1.Discovery/NoSuchMethod",
        "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
        "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
        "grpc.health.v1.Health/NoSuchMethod",
        "no.such.Service/Method",
        "q/health/live",
      })
  void aCallWithoutItIsUnauthenticated(String method) throws InvalidProtocolBufferException {
    rejected("MISSING_TOKEN", method, new Metadata());
    rejected("BAD_TOKEN", method, authorization("Bearer wrong"));
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer firs",
        "Bearer firstfirst",
        "Bearer First",
        "Bearer first second",
        "Basic first",
        "first",
        ""
      })
  void onlyTheTokenItselfWillDo(String sent) throws InvalidProtocolBufferException {
    rejected("BAD_TOKEN", LIST_PEERS, authorization(sent));
  }

  @Test
  @Order(1)
  void withItCallsAreAnswered() {
    call(LIST_PEERS, authorization("Bearer first"));
    call(LIST_PEERS, authorization("bearer  first"));
  }

  @Test
  @Order(1)
  void twoTokensAreNone() throws InvalidProtocolBufferException {
    Metadata both = authorization("Bearer first");
    both.merge(authorization("Bearer first"));
    rejected("BAD_TOKEN", LIST_PEERS, both);
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"Check", "Watch", "List"})
  void healthNeedsNone(String method) {
    try {
      call("grpc.health.v1.Health/" + method, new Metadata());
    } catch (StatusRuntimeException e) {
      assertFalse(e.getStatus().getCode() == Code.UNAUTHENTICATED, e.toString());
    }
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"/q/health/live", "/q/health/live/", "/q/health/group/peers"})
  void healthPagesNeedNone(String path) throws IOException {
    int status = RawHttp.get(port(), path);
    assertTrue(status == 200 || status == 503, path + ": " + status);
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"/", "/page/app.js", "/page/page.css"})
  void thePageWithoutItsDataNeedsNone(String path) throws IOException {
    assertEquals(200, RawHttp.get(port(), path), path);
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(
      strings = {
        "/nowhere",
        "/page/history?id=ip-127-0-0-1",
        "/page/history?.js",
        "/page/app.js/../history",
        "/page/%68istory",
        "/api/v1/peers",
        "/q/metrics",
        "/q/dev-ui",
        "/q",
        "/q/health/../nowhere",
        "/q/health/..",
        "/q/health/%2e%2e/nowhere",
        "/q/health/%2E%2E%2Fnowhere",
        "/q/health/live/../../metrics",
        "//q/health/live",
        "/q//health/live",
        "/./q/health/live",
        "/q/health/live;x=y",
        "/q/healthy",
        "/rollcall.v1.Discovery/ListPeers",
        "/grpc.health.v1.Health/Check",
        "http://127.0.0.1/q/health/../nowhere",
        "*"
      })
  void anyOtherPathIsUnauthorized(String path) throws IOException {
    assertEquals(401, RawHttp.get(port(), path), path);
  }

  @Test
  @Order(1)
  void theRefusalSaysWhatIsExpected() throws IOException, InterruptedException {
    var answer = rollcall.get("/nowhere");
    assertEquals(401, answer.statusCode());
    assertEquals("Bearer", answer.headers().firstValue("www-authenticate").orElseThrow());
    assertTrue(answer.body().contains("\"reason\":\"MISSING_TOKEN\""), answer.body());
    assertTrue(answer.body().contains("\"code\":16"), answer.body());
  }

  @Test
  @Order(1)
  void nothingIsToldAtTheStartOfOneThatIsGuarded() {
    assertEquals(List.of(), rollcall.lines("listening at 0.0.0.0"));
  }

  @Test
  @Order(2)
  void aChangedTokenIsTakenUpAndTheOneBeforeCountsNoMore()
      throws IOException, InvalidProtocolBufferException {
    Files.writeString(token, "second");
    Eventually.holds("the new one counts", PATIENCE, () -> isRight("second"));
    rejected("BAD_TOKEN", LIST_PEERS, authorization("Bearer first"));

    Files.writeString(token, "third");
    rollcall.hangUp();
    Eventually.holds("at once with SIGHUP", () -> isRight("third"));
    rejected("BAD_TOKEN", LIST_PEERS, authorization("Bearer second"));
  }

  @Test
  @Order(3)
  void aFileThatGoesBadKeepsTheTokenInForce() throws IOException {
    Files.writeString(token, "not a token");
    Eventually.holds("it is logged", PATIENCE, () -> !warnings().isEmpty());
    Eventually.keeps("the one before counts", Duration.ofSeconds(3), () -> isRight("third"));
    assertEquals(1, warnings().size(), warnings().toString());
    assertFalse(warnings().get(0).contains("not a token"), warnings().get(0));

    Files.delete(token);
    Eventually.holds("that too", PATIENCE, () -> warnings().size() == 2);
    assertTrue(isRight("third"));

    Files.writeString(token, "fourth");
    Eventually.holds("a good one counts", PATIENCE, () -> isRight("fourth"));
  }

  private List<String> warnings() {
    return rollcall.lines("rejected, keeping the previous token");
  }

  private boolean isRight(String text) {
    try {
      call(LIST_PEERS, authorization("Bearer " + text));
      return true;
    } catch (StatusRuntimeException e) {
      assertEquals(Code.UNAUTHENTICATED, e.getStatus().getCode());
      return false;
    }
  }

  private void rejected(String reason, String method, Metadata headers)
      throws InvalidProtocolBufferException {
    StatusRuntimeException e =
        assertThrows(StatusRuntimeException.class, () -> call(method, headers));
    assertEquals(Code.UNAUTHENTICATED, e.getStatus().getCode(), e.toString());
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    if (status == null) {
      throw new AssertionError("no details", e);
    }
    ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
    assertEquals(reason, info.getReason());
    assertEquals("rollcall.dev", info.getDomain());
  }

  private void call(String method, Metadata headers) {
    MethodDescriptor<byte[], byte[]> descriptor = RawHttp.unary(method);
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.SECONDS);
    byte[] unused =
        ClientCalls.blockingUnaryCall(
            ClientInterceptors.intercept(
                rollcall.channel(), MetadataUtils.newAttachHeadersInterceptor(headers)),
            descriptor,
            options,
            new byte[0]);
  }

  private int port() {
    return rollcall.port().orElseThrow();
  }

  private static Metadata authorization(String value) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), value);
    return headers;
  }
}
