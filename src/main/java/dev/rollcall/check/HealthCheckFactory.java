package dev.rollcall.check;

import dev.rollcall.peer.Peer;

/** Makes the health check that a peer's entry configures. */
@FunctionalInterface
public interface HealthCheckFactory {

  /** Prepares to check this peer. Does no I/O yet. */
  HealthCheck open(Peer peer);

  /** The error of a factory that was given a peer whose check is of another kind. */
  static IllegalArgumentException otherKind(Peer peer) {
    return new IllegalArgumentException(
        "the check of peer '%s' is of another kind: %s".formatted(peer.id(), peer.check().kind()));
  }
}
