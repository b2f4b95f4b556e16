package dev.rollcall.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;

/** Limits how many checks run at a time; others queue. Used on the timers' thread only. */
final class ConcurrencyLimit {

  private final Queue<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
  private int free;

  ConcurrencyLimit(int limit) {
    this.free = limit;
  }

  /**
   * The same work, started once a permit is free.
   *
   * @param work must end, or be cancelled, on the timers' thread
   */
  <T> Uni<T> admit(Uni<T> work) {
    Uni<T> releasing = work.onTermination().invoke(this::release);
    return Uni.createFrom().<Void>emitter(this::acquire).chain(() -> releasing);
  }

  private void acquire(UniEmitter<? super Void> waiter) {
    if (free > 0) {
      free--;
      waiter.complete(null);
    } else {
      waiting.add(waiter);
      waiter.onTermination(() -> waiting.remove(waiter));
    }
  }

  private void release() {
    UniEmitter<? super Void> next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      next.complete(null);
    }
  }
}
