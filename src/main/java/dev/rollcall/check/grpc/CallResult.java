package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;
import io.grpc.Status;

/** The result of one call to a peer. */
sealed interface CallResult {

  /**
   * A response.
   *
   * @param outcome of the check, by this response
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
   * An error.
   *
   * @param status of the call
   * @param isFromPeer whether the peer sent this status; else it was generated locally
   * @param wasSent whether the call was sent on an established connection
   */
  record Failed(Status status, boolean isFromPeer, boolean wasSent) implements CallResult {
    @Override
    public boolean wasLost() {
      return !isFromPeer && status.getCode() != Status.Code.DEADLINE_EXCEEDED;
    }
  }

  /** Whether the peer answered in gRPC, with whatever status. */
  boolean isFromPeer();

  /** Whether the connection failed before the peer could answer. */
  boolean wasLost();
}
