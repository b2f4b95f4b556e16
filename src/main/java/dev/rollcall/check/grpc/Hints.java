package dev.rollcall.check.grpc;

import dev.rollcall.check.Hint;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import org.jspecify.annotations.Nullable;

/** Passes on the hints about one peer as they come; the subscriber limits their rate. */
final class Hints {

  private @Nullable MultiEmitter<? super Hint> listener;
  private boolean closed;

  /** The hints from the subscription on. For one subscriber. */
  Multi<Hint> asMulti() {
    return Multi.createFrom().<Hint>emitter(this::listen, BackPressureStrategy.LATEST);
  }

  /** Emits a hint. Never blocks; may be called on any thread. */
  void emit(String cause) {
    MultiEmitter<? super Hint> receiver = receiver();
    if (receiver != null) {
      receiver.emit(new Hint(cause));
    }
  }

  /** Ends the hints. */
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
