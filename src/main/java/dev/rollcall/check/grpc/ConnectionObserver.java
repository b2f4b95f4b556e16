package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;

/** What goes on beside the checks while a connection is kept. It never delays or fails one. */
interface ConnectionObserver {

  /** The peer has answered over the connection that is kept. Never blocks. */
  void answered(GrpcConnection connection, Outcome outcome);

  /** Nothing goes on any more. */
  void close();
}
