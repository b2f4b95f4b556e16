package dev.rollcall.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** Ends a running check cycle when its monitor is stopped. */
final class StopSignal {

  private final Uni<Optional<CheckResult>> signal =
      Uni.createFrom().<Optional<CheckResult>>emitter(this::listen).memoize().indefinitely();
  private Optional<UniEmitter<? super Optional<CheckResult>>> listener = Optional.empty();
  private boolean fired;

  /** Emits empty once {@link #fire} has been called; nothing before. */
  Uni<Optional<CheckResult>> signal() {
    return signal;
  }

  void fire() {
    fired = true;
    listener.ifPresent(emitter -> emitter.complete(Optional.empty()));
  }

  private void listen(UniEmitter<? super Optional<CheckResult>> emitter) {
    listener = Optional.of(emitter);
    if (fired) {
      emitter.complete(Optional.empty());
    }
  }
}
