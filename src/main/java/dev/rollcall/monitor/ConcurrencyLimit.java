package dev.rollcall.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;

/** Lets so many through at a time; the others wait in a row. Belongs to the timers' thread. */
final class ConcurrencyLimit {

  private final Queue<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
  private int free;

  ConcurrencyLimit(int width) {
    this.free = width;
  }

  /**
   * The same work, once there is room for it.
   *
   * @param work must end, or be cancelled, on the timers' thread
   */
  <T> Uni<T> admit(Uni<T> work) {
    Uni<T> leaving = work.onTermination().invoke(this::leave);
    return Uni.createFrom().<Void>emitter(this::enter).chain(() -> leaving);
  }

  private void enter(UniEmitter<? super Void> arrival) {
    if (free > 0) {
      free--;
      arrival.complete(null);
    } else {
      waiting.add(arrival);
      arrival.onTermination(() -> waiting.remove(arrival));
    }
  }

  private void leave() {
    UniEmitter<? super Void> next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      next.complete(null);
    }
  }
}
