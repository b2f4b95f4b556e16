package dev.rollcall.check.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rollcall.check.Deadline;
import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.text.ErrorText;
import dev.rollcall.text.HttpInsteadOfGrpc;
import dev.rollcall.text.PrintableText;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/** Maps results of gRPC calls to outcomes. A pure function. */
final class GrpcOutcomes {

  /** Ends a detail that quotes an unexpected answer. */
  static final String EXPECTED = "; expected SERVING";

  /** More than the granularity of timers, and less than any timeout. */
  private static final Duration CLOSE_TO_THE_END = Duration.ofMillis(10);

  private GrpcOutcomes() {}

  /**
   * The outcome of a check with this result.
   *
   * @param probe the call that was made
   * @param endpoint what was checked
   * @param deadline of the check
   */
  static Outcome of(
      CallResult result, HealthCall<?, ?> probe, EndpointLabel endpoint, Deadline deadline) {
    if (result instanceof CallResult.Response response) {
      return response.outcome();
    }
    CallResult.Failed error = (CallResult.Failed) result;
    Optional<HttpInsteadOfGrpc> http =
        HttpInsteadOfGrpc.in(Optional.ofNullable(error.status().getDescription()).orElse(""));
    if (http.isPresent()) {
      return httpStatus(http.get());
    }
    if (isOurTimeout(error, deadline)) {
      return failure(Reason.TIMEOUT, "no answer within " + deadline + progress(error));
    }
    return error.isFromPeer()
        ? peerStatus(error.status(), probe)
        : localStatus(error.status(), endpoint);
  }

  // A peer may end a call by the deadline that was sent to it, a little before we do.
  private static boolean isOurTimeout(CallResult.Failed error, Deadline deadline) {
    return error.status().getCode() == Status.Code.DEADLINE_EXCEEDED
        && (!error.isFromPeer() || deadline.remaining().compareTo(CLOSE_TO_THE_END) < 0);
  }

  // The peer itself has not answered, so what it would answer is not known.
  private static Outcome httpStatus(HttpInsteadOfGrpc http) {
    String detail =
        "answered %s%s (gRPC: %s)"
            .formatted(http, http.isUnavailable() ? ", not from the peer itself" : "", http.code());
    return switch (http.code()) {
      case "UNAVAILABLE" -> failure(Reason.NOT_SERVING, detail + EXPECTED);
      case "UNIMPLEMENTED" -> failure(Reason.UNIMPLEMENTED, detail + EXPECTED);
      default -> failure(Reason.PROTOCOL, detail + EXPECTED);
    };
  }

  /** The status that the peer answered with, and its message. */
  static String answered(Status status) {
    return "answered " + status.getCode() + parenthesized(status);
  }

  // Tells a peer that hangs from one that cannot be connected to.
  private static String progress(CallResult.Failed error) {
    return error.wasSent() ? " (connected)" : " (no gRPC connection established)";
  }

  private static Outcome peerStatus(Status status, HealthCall<?, ?> probe) {
    return probe.outcomeOf(status).orElseGet(() -> peerStatus(status));
  }

  private static Outcome peerStatus(Status status) {
    return switch (status.getCode()) {
      case UNIMPLEMENTED -> failure(Reason.UNIMPLEMENTED, answered(status) + EXPECTED);
      // The peer is there, and reports that it cannot serve now.
      case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED ->
          failure(Reason.NOT_SERVING, answered(status) + EXPECTED);
      default -> failure(Reason.PROTOCOL, answered(status) + EXPECTED);
    };
  }

  private static Outcome localStatus(Status status, EndpointLabel endpoint) {
    if (ProtocolSniffer.exceedsHeaderLimit(status.getCause())) {
      return failure(
          Reason.PROTOCOL,
          "%s sent response headers or trailers larger than %d bytes"
              .formatted(endpoint, GrpcConnectionFactory.MAX_HEADER_BYTES));
    }
    Optional<String> otherProtocol = ProtocolSniffer.protocolOf(status.getCause());
    if (otherProtocol.isPresent()) {
      return failure(
          Reason.PROTOCOL,
          "%s speaks %s, not %s".formatted(endpoint, otherProtocol.get(), endpoint.protocol()));
    }
    Optional<String> reset = ProtocolSniffer.resetOf(status.getDescription());
    if (reset.isPresent()) {
      return failure(
          Reason.PROTOCOL,
          "%s ended the call without an answer (HTTP/2: %s)".formatted(endpoint, reset.get()));
    }
    if (ErrorText.causes(status.asException()).anyMatch(GrpcOutcomes::isUndecodable)) {
      return failure(Reason.PROTOCOL, endpoint + " sent a response message that cannot be decoded");
    }
    if (status.getCause() != null) {
      return NetworkOutcomes.of(status.getCause(), endpoint.address());
    }
    return status.getCode() == Status.Code.UNAVAILABLE
        ? failure(
            Reason.PROTOCOL,
            endpoint + " closed the connection without an answer" + parenthesized(status))
        : failure(
            Reason.PROTOCOL, endpoint + " sent an invalid gRPC response" + parenthesized(status));
  }

  private static boolean isUndecodable(Throwable error) {
    return error instanceof InvalidProtocolBufferException;
  }

  private static String parenthesized(Status status) {
    return Optional.ofNullable(status.getDescription())
        .map(text -> " (" + PrintableText.printable(text) + ")")
        .orElse("");
  }

  private static Outcome failure(Reason reason, String detail) {
    return new Outcome.Failure(reason, detail);
  }
}
