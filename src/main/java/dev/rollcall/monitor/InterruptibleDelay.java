package dev.rollcall.monitor;

import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A wait that can be cut short. Belongs to the timers' thread. */
final class InterruptibleDelay {

  private final Clock time;
  private Optional<UniEmitter<? super Void>> waiting = Optional.empty();
  private Optional<Future<?>> timer = Optional.empty();

  InterruptibleDelay(Clock time) {
    this.time = time;
  }

  /** Ends after this long, or sooner if it is cut short. */
  Uni<Void> lasting(Duration duration) {
    return Uni.createFrom().emitter(emitter -> begin(emitter, duration));
  }

  /** Whether somebody waits. */
  boolean isUnderWay() {
    return waiting.isPresent();
  }

  /** Ends the wait that is under way after this long from now. */
  void cutTo(Duration duration) {
    if (isUnderWay()) {
      set(duration);
    }
  }

  private void begin(UniEmitter<? super Void> emitter, Duration duration) {
    waiting = Optional.of(emitter);
    emitter.onTermination(() -> drop(emitter));
    set(duration);
  }

  private void set(Duration duration) {
    timer.ifPresent(running -> running.cancel(false));
    timer =
        Optional.of(time.timers().schedule(this::end, duration.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void end() {
    Optional<UniEmitter<? super Void>> ended = waiting;
    waiting = Optional.empty();
    ended.ifPresent(emitter -> emitter.complete(null));
  }

  // Runs after the end of the wait as well; another one may be under way by then.
  private void drop(UniEmitter<? super Void> emitter) {
    if (waiting.filter(current -> current == emitter).isEmpty()) {
      return;
    }
    timer.ifPresent(running -> running.cancel(false));
    timer = Optional.empty();
    waiting = Optional.empty();
  }
}
