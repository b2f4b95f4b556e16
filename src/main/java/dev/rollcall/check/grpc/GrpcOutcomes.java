package dev.rollcall.check.grpc;

import dev.rollcall.check.Deadline;
import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.text.PrintableText;
import io.grpc.Status;
import java.util.Optional;

/** Maps results of gRPC calls to outcomes. A pure function. */
final class GrpcOutcomes {

  /** Ends a detail that quotes an unexpected answer. */
  static final String EXPECTED = "; expected SERVING";

  private GrpcOutcomes() {}

  /**
   * The outcome of a check with this result.
   *
   * @param probe the call that was made
   * @param endpoint what was checked
   * @param deadline of the check
   */
  static Outcome of(
      CallResult result, Probe<?, ?> probe, EndpointLabel endpoint, Deadline deadline) {
    if (result instanceof CallResult.Response response) {
      return response.outcome();
    }
    CallResult.Failed error = (CallResult.Failed) result;
    if (error.status().getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return failure(Reason.TIMEOUT, "no answer within " + deadline + progress(error));
    }
    return error.isFromPeer()
        ? peerStatus(error.status(), probe)
        : localStatus(error.status(), endpoint);
  }

  /** The status that the peer answered with, and its message. */
  static String answered(Status status) {
    return "answered " + status.getCode() + parenthesized(status);
  }

  // Tells a peer that hangs from one that cannot be connected to.
  private static String progress(CallResult.Failed error) {
    return error.wasSent() ? " (connected)" : " (no gRPC connection established)";
  }

  private static Outcome peerStatus(Status status, Probe<?, ?> probe) {
    return probe.outcomeOf(status).orElseGet(() -> peerStatus(status));
  }

  private static Outcome peerStatus(Status status) {
    return switch (status.getCode()) {
      case UNIMPLEMENTED -> failure(Reason.UNIMPLEMENTED, answered(status) + EXPECTED);
      // The peer is there, and reports that it cannot serve now.
      case UNAVAILABLE, RESOURCE_EXHAUSTED ->
          failure(Reason.NOT_SERVING, answered(status) + EXPECTED);
      default -> failure(Reason.PROTOCOL, answered(status) + EXPECTED);
    };
  }

  private static Outcome localStatus(Status status, EndpointLabel endpoint) {
    if (status.getCode() == Status.Code.UNIMPLEMENTED) {
      return failure(
          Reason.UNIMPLEMENTED,
          endpoint + " does not serve gRPC at the health check's path" + parenthesized(status));
    }
    Optional<String> otherProtocol = ProtocolSniffer.protocolOf(status.getCause());
    if (otherProtocol.isPresent()) {
      return failure(
          Reason.PROTOCOL,
          "%s speaks %s, not %s".formatted(endpoint, otherProtocol.get(), endpoint.protocol()));
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

  private static String parenthesized(Status status) {
    return Optional.ofNullable(status.getDescription())
        .map(text -> " (" + PrintableText.printable(text) + ")")
        .orElse("");
  }

  private static Outcome failure(Reason reason, String detail) {
    return new Outcome.Failure(reason, detail);
  }
}
