package dev.rollcall.check.grpc;

import io.grpc.Status;
import java.time.Duration;

/** How a call to a peer ended. */
sealed interface Reply {

  /**
   * With an answer.
   *
   * @param status the serving status by its number, since the stubs do not know all of them
   * @param roundTrip from the call's start on a connection that stands to the answer; so connecting
   *     is never part of it
   */
  record Answer(int status, Duration roundTrip) implements Reply {
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
  record NoAnswer(Status status, boolean isFromPeer, boolean wasAsked) implements Reply {
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
