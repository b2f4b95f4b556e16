package dev.rollcall.check;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Asks one peer one kind of question, as often as it is told to. */
public interface HealthCheck {

  /**
   * Asks once, when subscribed to. Every failure that the peer or the network can cause is an item,
   * {@link Outcome.Failure}. The question is given up after the peer's timeout, which is also told
   * to the peer where the protocol can; cancelling gives it up at once. Never blocks.
   */
  Uni<Outcome> check();

  /**
   * Signs that it may be worth asking now, such as the end of a connection that was kept. They
   * decide nothing. For one subscriber; come on any thread, at any pace, and never fail. What comes
   * before the subscription is lost. This one gives none.
   */
  default Multi<Hint> hints() {
    return Multi.createFrom().nothing();
  }

  /** Drops what was kept between checks, such as a connection. No check follows. */
  void close();
}
