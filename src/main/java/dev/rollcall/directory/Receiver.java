package dev.rollcall.directory;

import java.util.concurrent.Executor;

/**
 * Where a subscriber of a stream is called, one task after the other, and whether it can take an
 * item at that moment. A request cannot be taken back, but what is behind the subscriber, such as a
 * connection that others share, may become slow after it.
 */
@FunctionalInterface
public interface Receiver extends Executor {

  /**
   * Called on its executor, just before an item is computed. When it becomes true again, the
   * subscriber requests another item.
   */
  default boolean isReady() {
    return true;
  }
}
