package dev.rollcall.check;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Checks one peer in one way, once for each call. */
public interface HealthCheck {

  /**
   * Checks once, when subscribed to. Every failure that the peer or the network can cause is an
   * item, {@link Outcome.Failure}. The check ends after the peer's timeout at the latest, which is
   * also sent to the peer where the protocol allows it; cancelling ends it at once. Never blocks.
   */
  Uni<Outcome> check();

  /**
   * Signs that a check may be worthwhile now, such as the loss of a cached connection. They decide
   * nothing. For one subscriber; emitted on any thread, at any rate, and never with a failure.
   * Those before the subscription are lost. By default there are none.
   */
  default Multi<Hint> hints() {
    return Multi.createFrom().nothing();
  }

  /** Releases what is kept between checks, such as a connection. No check follows. */
  void close();
}
