package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;

/** Observes the cached connection beside the checks, which it never delays or fails. */
interface ConnectionObserver {

  /** Called when the peer has answered over the cached connection. Never blocks. */
  void answered(GrpcConnection connection, Outcome outcome);

  /** Stops observing. */
  void close();
}
