package dev.rollcall.check.grpc;

import dev.rollcall.check.Hint;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import org.jspecify.annotations.Nullable;

/** The hints about one peer, each at once. How many of them are heeded is for others to say. */
final class Hints {

  private @Nullable MultiEmitter<? super Hint> listener;
  private boolean closed;

  /** What is given from the subscription on. For one subscriber. */
  Multi<Hint> all() {
    return Multi.createFrom().<Hint>emitter(this::listen, BackPressureStrategy.LATEST);
  }

  /** Gives one. Never blocks, on whatever thread. */
  void give(String why) {
    MultiEmitter<? super Hint> receiver = receiver();
    if (receiver != null) {
      receiver.emit(new Hint(why));
    }
  }

  /** From now on there are none. */
  synchronized void close() {
    closed = true;
    listener = null;
  }

  private synchronized @Nullable MultiEmitter<? super Hint> receiver() {
    return listener;
  }

  private synchronized void listen(MultiEmitter<? super Hint> emitter) {
    listener = closed ? null : emitter;
    emitter.onTermination(() -> forget(emitter));
  }

  private synchronized void forget(MultiEmitter<? super Hint> emitter) {
    if (listener == emitter) {
      listener = null;
    }
  }
}
