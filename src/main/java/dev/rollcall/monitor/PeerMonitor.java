package dev.rollcall.monitor;

import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.NotAsked;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Moment;
import dev.rollcall.time.Time;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Optional;

/**
 * One peer's schedule: waits, asks, judges, and again. Its state belongs to the timers' thread;
 * other peers neither see nor delay it.
 */
final class PeerMonitor {

  private final Peer peer;
  private final HealthCheck check;
  private final Phase phase;
  private final Time time;
  private final Moment start;
  private final Departure departure = new Departure();

  private Health health;
  private Duration wait;
  private Moment due;
  private Duration lateness = Duration.ZERO;

  /**
   * @param start the origin of the schedule's grid
   * @param first from now to the first check
   */
  PeerMonitor(Peer peer, HealthCheck check, Phase phase, Time time, Moment start, Duration first) {
    this.peer = peer;
    this.check = check;
    this.phase = phase;
    this.time = time;
    this.start = start;
    this.due = time.now();
    this.health = Health.unknown(due);
    this.wait = first;
  }

  Peer peer() {
    return peer;
  }

  /** The judged checks, until {@link #stop}. Never fails: what goes wrong is a failed check. */
  Multi<PeerHealth> healths() {
    return Uni.combine()
        .any()
        .of(turn(), departure.signal())
        .repeat()
        .until(Optional::isEmpty)
        .onItem()
        .transform(Optional::orElseThrow)
        .onTermination()
        .invoke(check::close);
  }

  /** Ends {@link #healths}; a check under way is cancelled, and no further item comes. */
  void stop() {
    departure.depart();
  }

  private Uni<Optional<PeerHealth>> turn() {
    return Uni.createFrom()
        .deferred(this::untilDue)
        .onItem()
        .transformToUni(this::ask)
        .emitOn(time.timers())
        .onItem()
        .transform(this::judge)
        .onItem()
        .transform(Optional::of);
  }

  private Uni<Void> untilDue() {
    due = time.now().plus(wait);
    return Uni.createFrom().voidItem().onItem().delayIt().onExecutor(time.timers()).by(wait);
  }

  private Uni<Outcome> ask(Void now) {
    lateness = due.until(time.now());
    return Uni.createFrom()
        .deferred(check::check)
        .ifNoItem()
        .after(peer.check().timeout())
        .on(time.timers())
        .recoverWithItem(this::timedOut)
        .onFailure()
        .recoverWithItem(PeerMonitor::broken);
  }

  private PeerHealth judge(Outcome outcome) {
    Health before = health;
    Moment now = time.now();
    health = Judgement.judge(before, outcome, now, peer.check());
    wait = Schedule.next(health, peer.check(), phase, start.until(now));
    return new PeerHealth(peer, before, health, outcome, lateness);
  }

  private Outcome timedOut() {
    return new Failure(
        Reason.TIMEOUT, "no answer within %d ms".formatted(peer.check().timeout().toMillis()));
  }

  private static Outcome broken(Throwable fault) {
    return new NotAsked("a fault in Rollcall: " + fault);
  }

  /** Tells a turn that is under way that there is nothing more to do. */
  private static final class Departure {

    private final Uni<Optional<PeerHealth>> signal =
        Uni.createFrom().<Optional<PeerHealth>>emitter(this::listen).memoize().indefinitely();
    private Optional<UniEmitter<? super Optional<PeerHealth>>> listener = Optional.empty();
    private boolean departed;

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
}
