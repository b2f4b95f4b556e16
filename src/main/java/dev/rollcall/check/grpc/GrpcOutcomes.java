package dev.rollcall.check.grpc;

import dev.rollcall.check.Deadline;
import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.text.PrintableText;
import io.grpc.Status;
import java.util.Optional;

/** What a reply means for a check: a pure function, and the only place that knows gRPC's codes. */
final class GrpcOutcomes {

  /** Ends a detail that tells another answer. */
  static final String EXPECTED = "; expected SERVING";

  private GrpcOutcomes() {}

  /**
   * Judges one reply.
   *
   * @param probe what was asked
   * @param place who was asked
   * @param limit how long the answer could take
   */
  static Outcome of(CallResult reply, Probe<?, ?> probe, EndpointLabel place, Deadline limit) {
    if (reply instanceof CallResult.Response answer) {
      return answer.outcome();
    }
    CallResult.Failed error = (CallResult.Failed) reply;
    if (error.status().getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return failure(Reason.TIMEOUT, "no answer within " + limit + whereItStopped(error));
    }
    return error.isFromPeer() ? told(error.status(), probe) : madeUpHere(error.status(), place);
  }

  /** What the peer answered in place of an answer, with what it said about that. */
  static String answered(Status status) {
    return "answered " + status.getCode() + said(status);
  }

  // Two places to look at: a peer that hangs, and one that cannot be connected to.
  private static String whereItStopped(CallResult.Failed error) {
    return error.wasAsked() ? " (connected)" : " (no gRPC connection came about)";
  }

  private static Outcome told(Status status, Probe<?, ?> probe) {
    return probe.judge(status).orElseGet(() -> told(status));
  }

  private static Outcome told(Status status) {
    return switch (status.getCode()) {
      case UNIMPLEMENTED -> failure(Reason.UNIMPLEMENTED, answered(status) + EXPECTED);
      // The peer is there, and says that it cannot serve now.
      case UNAVAILABLE, RESOURCE_EXHAUSTED ->
          failure(Reason.NOT_SERVING, answered(status) + EXPECTED);
      default -> failure(Reason.PROTOCOL, answered(status) + EXPECTED);
    };
  }

  private static Outcome madeUpHere(Status status, EndpointLabel place) {
    if (status.getCode() == Status.Code.UNIMPLEMENTED) {
      return failure(
          Reason.UNIMPLEMENTED,
          place + " offers no gRPC at the health check's path" + said(status));
    }
    Optional<String> otherProtocol = ProtocolSniffer.protocolOf(status.getCause());
    if (otherProtocol.isPresent()) {
      return failure(
          Reason.PROTOCOL,
          "%s speaks %s, not %s".formatted(place, otherProtocol.get(), place.protocol()));
    }
    if (status.getCause() != null) {
      return NetworkOutcomes.of(status.getCause(), place.shown());
    }
    return status.getCode() == Status.Code.UNAVAILABLE
        ? failure(Reason.PROTOCOL, place + " ended the connection without an answer" + said(status))
        : failure(Reason.PROTOCOL, place + " gave no gRPC answer" + said(status));
  }

  private static String said(Status status) {
    return Optional.ofNullable(status.getDescription())
        .map(text -> " (" + PrintableText.printable(text) + ")")
        .orElse("");
  }

  private static Outcome failure(Reason reason, String detail) {
    return new Outcome.Failure(reason, detail);
  }
}
