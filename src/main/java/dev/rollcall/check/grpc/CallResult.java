package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;
import io.grpc.Status;

/** How a call to a peer ended. */
sealed interface CallResult {

  /**
   * With an answer.
   *
   * @param outcome what the answer means
   */
  record Response(Outcome outcome) implements CallResult {
    @Override
    public boolean isFromPeer() {
      return true;
    }

    @Override
    public boolean wasLost() {
      return false;
    }
  }

  /**
   * Without one.
   *
   * @param status what gRPC made of it
   * @param isFromPeer whether the peer sent this status; else it was made up on this side
   * @param wasAsked whether the call was put on a connection that stood
   */
  record Failed(Status status, boolean isFromPeer, boolean wasAsked) implements CallResult {
    @Override
    public boolean wasLost() {
      return !isFromPeer && status.getCode() != Status.Code.DEADLINE_EXCEEDED;
    }
  }

  /** Whether the peer spoke gRPC, whatever it said. */
  boolean isFromPeer();

  /** Whether the connection failed before the peer could answer. */
  boolean wasLost();
}
