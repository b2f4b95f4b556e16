package dev.rollcall.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** Tells a turn that is under way that there is nothing more to do. */
final class StopSignal {

  private final Uni<Optional<CheckResult>> signal =
      Uni.createFrom().<Optional<CheckResult>>emitter(this::listen).memoize().indefinitely();
  private Optional<UniEmitter<? super Optional<CheckResult>>> listener = Optional.empty();
  private boolean departed;

  /** Empty, once {@link #depart} was called; nothing before. */
  Uni<Optional<CheckResult>> signal() {
    return signal;
  }

  void depart() {
    departed = true;
    listener.ifPresent(emitter -> emitter.complete(Optional.empty()));
  }

  private void listen(UniEmitter<? super Optional<CheckResult>> emitter) {
    listener = Optional.of(emitter);
    if (departed) {
      emitter.complete(Optional.empty());
    }
  }
}
