package dev.rollcall.serve.guard;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory of all incomplete requests together, so that clients that send half of a large
 * request on many streams cannot exhaust the heap. Thread-safe.
 */
public final class InboundMemoryLimit {

  private final long limit;
  private final AtomicLong reserved = new AtomicLong();

  /**
   * @param limit in bytes
   */
  public InboundMemoryLimit(long limit) {
    this.limit = limit;
  }

  /** Reserves so many bytes, unless that exceeds the limit. They must be released. */
  boolean tryReserve(long bytes) {
    if (reserved.addAndGet(bytes) <= limit) {
      return true;
    }
    release(bytes);
    return false;
  }

  void release(long bytes) {
    reserved.addAndGet(-bytes);
  }

  /** In bytes. */
  long reserved() {
    return reserved.get();
  }
}
