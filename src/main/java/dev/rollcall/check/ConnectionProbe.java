package dev.rollcall.check;

import java.util.function.Consumer;

/** Finds out over one connection how a peer is: the protocol's part of a {@link OneShotCheck}. */
@FunctionalInterface
public interface ConnectionProbe {

  /**
   * Runs on the connection's event loop, which it never blocks, and reports an outcome before the
   * connection's deadline has passed.
   *
   * @param end takes the outcome; only the first counts, and closes the connection
   */
  void run(PeerConnection connection, Consumer<Outcome> end);
}
