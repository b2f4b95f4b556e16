package dev.rollcall.check.grpc;

import dev.rollcall.check.Hint;
import dev.rollcall.time.Moment;
import dev.rollcall.time.Time;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hints about one peer. Each comes at once, unless the peer is noisy: after {@value #AT_ONCE}
 * of them there is one for each five seconds that pass, and those in between are summed up in it.
 */
final class Hints {

  static final int AT_ONCE = 10;
  static final Duration EACH = Duration.ofSeconds(5);

  private final Time time;
  private @Nullable MultiEmitter<? super Hint> listener;
  private @Nullable ScheduledFuture<?> later;

  /** When the peer's credit of hints is whole again. */
  private Moment whole;

  private String latest = "";
  private boolean closed;

  Hints(Time time) {
    this.time = time;
    this.whole = time.now();
  }

  /** What is given from the subscription on. For one subscriber. */
  Multi<Hint> all() {
    return Multi.createFrom().<Hint>emitter(this::listen, BackPressureStrategy.LATEST);
  }

  /** Gives one. Never blocks, on whatever thread. */
  void give(String why) {
    MultiEmitter<? super Hint> receiver = receiverNow(why);
    if (receiver != null) {
      receiver.emit(new Hint(why));
    }
  }

  /** From now on there are none. */
  synchronized void close() {
    closed = true;
    listener = null;
    if (later != null) {
      later.cancel(false);
      later = null;
    }
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

  /** Null if there is nobody to tell, or if it is told later. */
  private synchronized @Nullable MultiEmitter<? super Hint> receiverNow(String why) {
    latest = why;
    if (listener == null || later != null) {
      return null;
    }
    Duration wait = untilCredit();
    if (!wait.isZero()) {
      later = time.timers().schedule(this::giveLatest, wait.toNanos(), TimeUnit.NANOSECONDS);
      return null;
    }
    Moment now = time.now();
    whole = (now.until(whole).isNegative() ? now : whole).plus(EACH);
    return listener;
  }

  private void giveLatest() {
    give(endWait());
  }

  private synchronized String endWait() {
    later = null;
    return latest;
  }

  private Duration untilCredit() {
    Duration wait = time.now().until(whole).minus(EACH.multipliedBy(AT_ONCE - 1L));
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
