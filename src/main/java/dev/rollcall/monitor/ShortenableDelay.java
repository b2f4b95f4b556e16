package dev.rollcall.monitor;

import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A delay that can be shortened while it runs. Used on the timers' thread only. */
final class ShortenableDelay {

  private final Clock clock;
  private Optional<UniEmitter<? super Void>> subscriber = Optional.empty();
  private Optional<Future<?>> timer = Optional.empty();

  ShortenableDelay(Clock clock) {
    this.clock = clock;
  }

  /** Completes after this long, or sooner if it is shortened. */
  Uni<Void> of(Duration duration) {
    return Uni.createFrom().emitter(emitter -> start(emitter, duration));
  }

  /** Whether a delay is running. */
  boolean isRunning() {
    return subscriber.isPresent();
  }

  /** Ends the running delay after this long from now. */
  void shortenTo(Duration duration) {
    if (isRunning()) {
      reschedule(duration);
    }
  }

  private void start(UniEmitter<? super Void> emitter, Duration duration) {
    subscriber = Optional.of(emitter);
    emitter.onTermination(() -> drop(emitter));
    reschedule(duration);
  }

  private void reschedule(Duration duration) {
    timer.ifPresent(running -> running.cancel(false));
    timer =
        Optional.of(clock.timers().schedule(this::end, duration.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void end() {
    Optional<UniEmitter<? super Void>> finished = subscriber;
    subscriber = Optional.empty();
    finished.ifPresent(emitter -> emitter.complete(null));
  }

  // Runs after the end of the delay as well; another one may be running by then.
  private void drop(UniEmitter<? super Void> emitter) {
    if (subscriber.filter(current -> current == emitter).isEmpty()) {
      return;
    }
    timer.ifPresent(running -> running.cancel(false));
    timer = Optional.empty();
    subscriber = Optional.empty();
  }
}
