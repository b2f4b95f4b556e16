package dev.rollcall.testing.peer;

import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.Hint;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Fakes the checks: each peer has the outcome that a test sets, and the checks are recorded. */
public final class ScriptedChecks implements HealthCheckFactory {

  /** The outcome of a peer for which no other is set. */
  public static final Outcome ANSWER = new Success(Duration.ofMillis(1));

  /** A peer at which nothing listens. */
  public static final Outcome REFUSAL = new Failure(Reason.REFUSED, "nothing listens");

  private final Clock time;
  private final Map<String, Supplier<Uni<Outcome>>> scripts = new HashMap<>();
  private final Map<String, List<Duration>> checks = new HashMap<>();
  private final Map<String, MultiEmitter<? super Hint>> hints = new HashMap<>();
  private final List<String> opened = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();

  public ScriptedChecks(Clock time) {
    this.time = time;
  }

  /** From now on this peer answers so. */
  public void answer(String id, Outcome outcome) {
    script(id, () -> Uni.createFrom().item(outcome));
  }

  /** From now on this peer never answers. */
  public void silence(String id) {
    script(id, () -> Uni.createFrom().nothing());
  }

  /** From now on a check of this peer does this. */
  public void script(String id, Supplier<Uni<Outcome>> script) {
    scripts.put(id, script);
  }

  /** Gives a hint that this peer may have changed; its check must be open. */
  public void hint(String id) {
    MultiEmitter<? super Hint> emitter = hints.get(id);
    if (emitter == null) {
      throw new IllegalStateException("nobody listens to hints of " + id);
    }
    emitter.emit(new Hint("sent by the test"));
  }

  /** When this peer was checked, since the start of time. */
  public List<Duration> checkTimes(String id) {
    return checks.getOrDefault(id, List.of());
  }

  /** The ids of the checks opened so far. */
  public List<String> opened() {
    return opened;
  }

  /** The ids of the checks closed so far. */
  public List<String> closed() {
    return closed;
  }

  @Override
  public HealthCheck open(Peer peer) {
    String id = peer.id().value();
    opened.add(id);
    return new HealthCheck() {
      @Override
      public Uni<Outcome> check() {
        checks
            .computeIfAbsent(id, key -> new ArrayList<>())
            .add(Duration.ofNanos(time.now().ticks()));
        return scripts.getOrDefault(id, () -> Uni.createFrom().item(ANSWER)).get();
      }

      @Override
      public Multi<Hint> hints() {
        return Multi.createFrom().emitter(emitter -> hints.put(id, emitter));
      }

      @Override
      public void close() {
        closed.add(id);
      }
    };
  }
}
