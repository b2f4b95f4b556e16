package dev.rollcall.check;

import dev.rollcall.peer.Peer;

/** Makes the health check that a peer's entry asks for. */
@FunctionalInterface
public interface HealthCheckFactory {

  /** Prepares to check this peer. Does no I/O yet. */
  HealthCheck open(Peer peer);
}
