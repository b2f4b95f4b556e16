package dev.rollcall.check.grpc;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.Http2Server;
import dev.rollcall.testing.peer.CheckFixture;
import io.grpc.Status;
import io.netty.handler.codec.http2.Http2Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are rare, but not wrong, and those of proxies. */
class GrpcOddAnswersTest {

  private static final String PAGE = "<html>\r\n<h1>nginx</h1>\r\n</html>\r\n";

  private final CheckFixture lab = new CheckFixture();
  private final List<HealthCheck> opened = new ArrayList<>();

  @AfterEach
  void end() {
    opened.forEach(HealthCheck::close);
    lab.close();
  }

  // gRPC C-core permits 16 KB.
  @ParameterizedTest
  @ValueSource(ints = {9, 12, 16, 60})
  void longHeadersAndTrailersAreRead(int kilobytes) {
    Map<String, String> some = Map.of("x-trace", "a".repeat(kilobytes * 1024));
    try (Http2Server server = Http2Server.serving(some, Map.of())) {
      success(check(server.address()));
    }
    try (Http2Server server = Http2Server.serving(Map.of(), some)) {
      success(check(server.address()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 200})
  void headersThatAreTooLongAreReportedAsThat(int kilobytes) {
    Map<String, String> some = Map.of("x-trace", "a".repeat(kilobytes * 1024));
    try (Http2Server server = Http2Server.serving(some, Map.of())) {
      assertEquals(
          server.address() + " sent response headers or trailers larger than 65536 bytes",
          failure(check(server.address()), Reason.PROTOCOL));
    }
    try (Http2Server server = Http2Server.serving(Map.of(), some)) {
      assertEquals(
          server.address() + " sent response headers or trailers larger than 65536 bytes",
          failure(check(server.address()), Reason.PROTOCOL));
    }
  }

  // https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md
  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aProxyWhoseServerIsAway(int status) {
    String expected =
        "answered HTTP %d from something in between, not from the peer itself (gRPC: UNAVAILABLE);"
            + " expected SERVING";
    try (Http2Server server = Http2Server.page("" + status, PAGE)) {
      assertEquals(
          expected.formatted(status), failure(check(server.address()), Reason.NOT_SERVING));
    }
    try (Http2Server server = Http2Server.status("" + status)) {
      assertEquals(
          expected.formatted(status), failure(check(server.address()), Reason.NOT_SERVING));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, PROTOCOL, INTERNAL",
    "401, PROTOCOL, UNAUTHENTICATED",
    "403, PROTOCOL, PERMISSION_DENIED",
    "404, UNIMPLEMENTED, UNIMPLEMENTED",
    "500, PROTOCOL, UNKNOWN",
    "200, PROTOCOL, UNKNOWN",
    "302, PROTOCOL, UNKNOWN",
  })
  void anotherStatusOfHttp(String status, Reason reason, String code) {
    try (Http2Server server = Http2Server.page(status, PAGE)) {
      assertEquals(
          "answered HTTP %s without gRPC (gRPC: %s); expected SERVING".formatted(status, code),
          failure(check(server.address()), reason));
    }
  }

  @Test
  void aCallThatIsResetIsReportedWithTheErrorOfHttp2() {
    try (Http2Server server = Http2Server.resetting(Http2Error.INTERNAL_ERROR)) {
      assertEquals(
          server.address() + " ended the call without an answer (HTTP/2: INTERNAL_ERROR)",
          failure(check(server.address()), Reason.PROTOCOL));
    }
  }

  @ParameterizedTest
  @CsvSource({"DEADLINE_EXCEEDED, NOT_SERVING", "CANCELLED, PROTOCOL", "ABORTED, PROTOCOL"})
  void aStatusOfThePeersOwnIsReportedAsThat(Status.Code code, Reason reason) {
    try (HealthServer server = HealthServer.start()) {
      server.failWith(code.toStatus());
      assertEquals(
          "answered " + code + "; expected SERVING", failure(check(server.address()), reason));
      server.failWith(code.toStatus().withDescription("upstream request timeout"));
      assertEquals(
          "answered " + code + " (upstream request timeout); expected SERVING",
          failure(check(server.address()), reason));
    }
  }

  private HealthCheck check(String address) {
    HealthCheck check =
        new GrpcHealthCheckFactory(
                CheckNetwork.on(
                    lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS),
                0)
            .open(CheckFixture.peer(address, new CheckKind.Grpc(""), CheckFixture.AMPLE));
    opened.add(check);
    return check;
  }
}
