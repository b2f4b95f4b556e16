package dev.rollcall.directory;

import java.util.Optional;

/**
 * Decides what one subscription emits, given the newest snapshot. It may keep state from one call
 * to the next.
 */
interface Poll<T> {

  /**
   * Called on the receiver's thread, and only if the subscriber has requested an item.
   *
   * @return absent: nothing to emit until the next change
   */
  Optional<T> next(Snapshot newest);

  /**
   * The subscription begins.
   *
   * @param wake triggers another call of {@link #next}, without a change
   */
  default void start(Runnable wake) {}

  /** The subscription has ended, for whatever reason; called once. */
  default void stop() {}
}
