package dev.rollcall.serve.guard;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that requests may take, all together, while they are not complete. Clients that send
 * the half of large requests on many streams get no more than this.
 */
public final class InboundMemoryLimit {

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param limit in bytes
   */
  public InboundMemoryLimit(long limit) {
    this.limit = limit;
  }

  /** Takes so many bytes, if they are there. What was taken is to be given back. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= limit) {
      return true;
    }
    give(bytes);
    return false;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** What is taken now. */
  long taken() {
    return taken.get();
  }
}
