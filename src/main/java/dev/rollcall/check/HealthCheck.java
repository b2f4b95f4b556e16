package dev.rollcall.check;

import io.smallrye.mutiny.Uni;

/** Asks one peer one kind of question, as often as it is told to. */
public interface HealthCheck {

  /**
   * Asks once, when subscribed to. Every failure that the peer or the network can cause is an item,
   * {@link Outcome.Failure}. The question is given up after the peer's timeout, which is also told
   * to the peer where the protocol can; cancelling gives it up at once. Never blocks.
   */
  Uni<Outcome> check();

  /** Drops what was kept between checks, such as a connection. No check follows. */
  void close();
}
