package dev.rollcall.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** Tells a turn that is under way that there is nothing more to do. */
final class Departure {

  private final Uni<Optional<PeerHealth>> signal =
      Uni.createFrom().<Optional<PeerHealth>>emitter(this::listen).memoize().indefinitely();
  private Optional<UniEmitter<? super Optional<PeerHealth>>> listener = Optional.empty();
  private boolean departed;

  /** Empty, once {@link #depart} was called; nothing before. */
  Uni<Optional<PeerHealth>> signal() {
    return signal;
  }

  void depart() {
    departed = true;
    listener.ifPresent(emitter -> emitter.complete(Optional.empty()));
  }

  private void listen(UniEmitter<? super Optional<PeerHealth>> emitter) {
    listener = Optional.of(emitter);
    if (departed) {
      emitter.complete(Optional.empty());
    }
  }
}
