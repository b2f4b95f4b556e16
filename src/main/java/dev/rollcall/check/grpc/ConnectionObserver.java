package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;

/** Observes the cached connection beside the checks, which it never delays or fails. */
interface ConnectionObserver {

  /** Called when a check calls the peer over the cached connection. Never blocks. */
  default void calling(GrpcConnection connection) {}

  /** Called when the peer has answered over the cached connection. Never blocks. */
  void answered(GrpcConnection connection, Outcome outcome);

  /**
   * Whether this observer's own use of the connection may be why a check's call failed. It has
   * ended that use then, so that the call can be repeated without it. Never blocks.
   */
  default boolean mayHaveCaused(CallResult failure) {
    return false;
  }

  /** Stops observing. */
  void close();
}
