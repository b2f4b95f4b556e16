package dev.rollcall.check.grpc;

import dev.rollcall.check.NetworkFailures;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.TimeLimit;
import dev.rollcall.peer.Texts;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status;
import java.util.Optional;

/** What a reply means for a check: a pure function, and the only place that knows gRPC's codes. */
final class Verdicts {

  // In the standard, but not in the stubs that Quarkus brings.
  private static final int SERVICE_UNKNOWN = 3;
  private static final String EXPECTED = "; expected SERVING";

  private Verdicts() {}

  /**
   * Judges one reply.
   *
   * @param service the service that was asked about
   * @param place what was asked, for people
   * @param limit how long the answer could take
   */
  static Outcome of(Reply reply, String service, String place, TimeLimit limit) {
    if (reply instanceof Reply.Answer answer) {
      return of(answer, service);
    }
    Reply.NoAnswer error = (Reply.NoAnswer) reply;
    if (error.status().getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return failure(Reason.TIMEOUT, "no answer within " + limit + whereItStopped(error));
    }
    return error.isFromPeer() ? told(error.status(), service) : madeUpHere(error.status(), place);
  }

  private static Outcome of(Reply.Answer answer, String service) {
    return switch (answer.status()) {
      case ServingStatus.SERVING_VALUE -> new Outcome.Success(answer.roundTrip());
      case SERVICE_UNKNOWN -> unknownService(service, "SERVICE_UNKNOWN");
      default -> failure(Reason.NOT_SERVING, "answered " + named(answer.status()) + about(service));
    };
  }

  private static String named(int status) {
    return Optional.ofNullable(ServingStatus.forNumber(status))
        .map(ServingStatus::name)
        .orElse("the serving status " + status);
  }

  // Two places to look at: a peer that hangs, and one that cannot be connected to.
  private static String whereItStopped(Reply.NoAnswer error) {
    return error.wasAsked() ? " (connected)" : " (no gRPC connection came about)";
  }

  private static Outcome told(Status status, String service) {
    return switch (status.getCode()) {
      case NOT_FOUND -> unknownService(service, "NOT_FOUND");
      case UNIMPLEMENTED ->
          failure(Reason.UNIMPLEMENTED, "answered UNIMPLEMENTED: no grpc.health.v1 service there");
      // The peer is there, and says that it cannot serve now.
      case UNAVAILABLE, RESOURCE_EXHAUSTED ->
          failure(Reason.NOT_SERVING, answered(status) + EXPECTED);
      // Nothing is known of its health, and nothing gets better by waiting.
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          failure(
              Reason.PROTOCOL,
              answered(status) + "; its health service wants credentials, and is sent none");
      default -> failure(Reason.PROTOCOL, answered(status) + EXPECTED);
    };
  }

  private static Outcome madeUpHere(Status status, String place) {
    if (status.getCode() == Status.Code.UNIMPLEMENTED) {
      return failure(
          Reason.UNIMPLEMENTED,
          place + " offers no gRPC at the health check's path" + said(status));
    }
    Optional<String> otherProtocol = FirstBytes.protocolOf(status.getCause());
    if (otherProtocol.isPresent()) {
      return failure(
          Reason.PROTOCOL, "%s speaks %s, not plain gRPC".formatted(place, otherProtocol.get()));
    }
    if (status.getCause() != null) {
      return NetworkFailures.of(status.getCause(), place);
    }
    return status.getCode() == Status.Code.UNAVAILABLE
        ? failure(Reason.PROTOCOL, place + " ended the connection without an answer" + said(status))
        : failure(Reason.PROTOCOL, place + " gave no gRPC answer" + said(status));
  }

  private static Outcome unknownService(String service, String answer) {
    return failure(
        Reason.NOT_SERVING,
        "answered %s: it does not know the service '%s'"
            .formatted(answer, Texts.printable(service)));
  }

  private static String about(String service) {
    return service.isEmpty()
        ? EXPECTED
        : " for the service '" + Texts.printable(service) + "'" + EXPECTED;
  }

  private static String answered(Status status) {
    return "answered " + status.getCode() + said(status);
  }

  private static String said(Status status) {
    return Optional.ofNullable(status.getDescription())
        .map(text -> " (" + Texts.printable(text) + ")")
        .orElse("");
  }

  private static Outcome failure(Reason reason, String detail) {
    return new Outcome.Failure(reason, detail);
  }
}
