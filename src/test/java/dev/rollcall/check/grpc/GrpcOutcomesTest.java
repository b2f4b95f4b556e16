package dev.rollcall.check.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.check.Deadline;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.ManualClock;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import io.grpc.Status;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrpcOutcomesTest {

  private static final StandardHealthCall PROBE = new StandardHealthCall(new CheckKind.Grpc("svc"));

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(0, "answered UNKNOWN for the service 'svc'; expected SERVING"),
        arguments(2, "answered NOT_SERVING for the service 'svc'; expected SERVING"),
        arguments(3, "answered SERVICE_UNKNOWN: it does not know the service 'svc'"),
        arguments(7, "answered the serving status 7 for the service 'svc'; expected SERVING"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyAnswerButServingIsNotServing(int status, String detail) {
    assertEquals(
        new Outcome.Failure(Reason.NOT_SERVING, detail),
        PROBE.outcomeOf(answer(status), Duration.ZERO));
  }

  @Test
  void servingIsASuccess() {
    assertEquals(
        new Outcome.Success(Duration.ofMillis(2)),
        outcome(new CallResult.Response(PROBE.outcomeOf(answer(1), Duration.ofMillis(2)))));
  }

  static Stream<Arguments> statusesOfThePeer() {
    return Stream.of(
        arguments(Status.NOT_FOUND, Reason.NOT_SERVING),
        arguments(Status.UNAVAILABLE, Reason.NOT_SERVING),
        arguments(Status.RESOURCE_EXHAUSTED, Reason.NOT_SERVING),
        arguments(Status.UNIMPLEMENTED, Reason.UNIMPLEMENTED),
        arguments(Status.DEADLINE_EXCEEDED, Reason.NOT_SERVING),
        arguments(Status.UNAUTHENTICATED, Reason.PROTOCOL),
        arguments(Status.PERMISSION_DENIED, Reason.PROTOCOL),
        arguments(Status.INTERNAL, Reason.PROTOCOL),
        arguments(Status.UNKNOWN, Reason.PROTOCOL));
  }

  @ParameterizedTest
  @MethodSource("statusesOfThePeer")
  void aStatusThatThePeerSent(Status status, Reason expected) {
    assertEquals(expected, reason(new CallResult.Failed(status, true, true)));
  }

  static Stream<Arguments> statusesMadeUpHere() {
    return Stream.of(
        arguments(Status.DEADLINE_EXCEEDED, Reason.TIMEOUT),
        arguments(because(new ConnectException("Connection refused")), Reason.REFUSED),
        arguments(because(new NoRouteToHostException()), Reason.UNREACHABLE),
        arguments(because(new SocketException("Network is unreachable")), Reason.UNREACHABLE),
        arguments(because(new IOException("Connection reset by peer")), Reason.PROTOCOL),
        arguments(because(http2("1503010002")), Reason.PROTOCOL),
        arguments(Status.UNAVAILABLE.withDescription("Network closed"), Reason.PROTOCOL),
        arguments(
            Status.UNIMPLEMENTED.withDescription("HTTP status code 404"), Reason.UNIMPLEMENTED),
        arguments(Status.RESOURCE_EXHAUSTED, Reason.PROTOCOL),
        arguments(Status.CANCELLED, Reason.PROTOCOL));
  }

  @ParameterizedTest
  @MethodSource("statusesMadeUpHere")
  void aStatusThatWasMadeUpHere(Status status, Reason expected) {
    assertEquals(expected, reason(new CallResult.Failed(status, false, false)));
  }

  @Test
  void aPeerThatEndsTheCallByOurDeadlineHasTimedOut() {
    ManualClock time = new ManualClock();
    Deadline limit = Deadline.startingNow(time, Duration.ofSeconds(3));
    CallResult reply = new CallResult.Failed(Status.DEADLINE_EXCEEDED, true, true);
    time.advance(Duration.ofMillis(2_989));
    assertEquals(
        "answered DEADLINE_EXCEEDED; expected SERVING",
        ((Outcome.Failure) outcome(reply, limit)).detail());
    time.advance(Duration.ofMillis(10));
    assertEquals(
        new Outcome.Failure(Reason.TIMEOUT, "no answer within 3s (connected)"),
        outcome(reply, limit));
  }

  @Test
  void missingCredentialsAreMentioned() {
    assertEquals(
        "answered UNAUTHENTICATED (no token); its health service requires credentials, and none"
            + " are configured",
        detail(
            new CallResult.Failed(Status.UNAUTHENTICATED.withDescription("no token"), true, true)));
  }

  @Test
  void credentialsThatAreNotTheRightOnesAreNamedByTheirKey() {
    CheckKind.Grpc kind =
        new CheckKind.Grpc(
            "", new TreeMap<>(Map.of("authorization", "Bearer x")), Optional.empty());
    assertEquals(
        Optional.of(
            new Outcome.Failure(
                Reason.PROTOCOL,
                "answered PERMISSION_DENIED; its health service rejects the credentials in the"
                    + " metadata [authorization]")),
        new StandardHealthCall(kind).outcomeOf(Status.PERMISSION_DENIED));
  }

  static Stream<Arguments> firstBytes() {
    return Stream.of(
        arguments("485454502f", "HTTP/1"),
        arguments("1503010002", "what looks like TLS"),
        arguments("1603030031", "what looks like TLS"),
        arguments("0001022074", "an unknown protocol"));
  }

  @ParameterizedTest
  @MethodSource("firstBytes")
  void anotherProtocolIsNamed(String bytes, String named) {
    assertEquals(
        "host:1 speaks " + named + ", not plain gRPC",
        detail(new CallResult.Failed(because(http2(bytes)), false, false)));
  }

  private static HealthCheckResponse answer(int status) {
    return HealthCheckResponse.newBuilder().setStatusValue(status).build();
  }

  private static Status because(Throwable cause) {
    return Status.UNAVAILABLE.withDescription("io exception").withCause(cause);
  }

  private static Http2Exception http2(String bytes) {
    return Http2Exception.connectionError(
        Http2Error.PROTOCOL_ERROR,
        "First received frame was not SETTINGS. Hex dump for first 5 bytes: %s",
        bytes);
  }

  private static Reason reason(CallResult reply) {
    return ((Outcome.Failure) outcome(reply)).reason();
  }

  private static String detail(CallResult reply) {
    return ((Outcome.Failure) outcome(reply)).detail();
  }

  private static Outcome outcome(CallResult reply) {
    try (CheckFixture lab = new CheckFixture()) {
      Deadline limit = Deadline.startingNow(lab.time(), Duration.ofSeconds(3));
      return outcome(reply, limit);
    }
  }

  private static Outcome outcome(CallResult reply, Deadline limit) {
    return GrpcOutcomes.of(reply, PROBE, new EndpointLabel("host:1", false), limit);
  }
}
