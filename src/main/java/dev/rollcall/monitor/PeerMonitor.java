package dev.rollcall.monitor;

import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Hint;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Skipped;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/**
 * One peer's schedule: waits, asks, judges, and again. Its state belongs to the timers' thread;
 * other peers neither see nor delay it.
 */
final class PeerMonitor {

  /** So many failures in a row are put down to stalls; then one counts, or none ever would. */
  private static final int MOST_EXCUSED = 3;

  private final Peer peer;
  private final HealthCheck check;
  private final ScheduleOffset phase;
  private final Surroundings around;
  private final Clock time;
  private final InterruptibleDelay wait;
  private final HintRateLimiter hints = new HintRateLimiter();
  private final StopSignal departure = new StopSignal();

  private Health health;
  private History history = History.NONE;
  private Duration next;
  private TimePoint due;
  private TimePoint asked;
  private boolean hinted;
  private boolean hintMissed;
  private int excused;

  /**
   * What the peers of one monitor share.
   *
   * @param start the origin of the schedule's grid
   */
  record Surroundings(Clock time, TimePoint start, ConcurrencyLimits lanes, StallDetector stalls) {}

  /**
   * @param first from now to the first check
   */
  PeerMonitor(
      Peer peer, HealthCheck check, ScheduleOffset phase, Surroundings around, Duration first) {
    this.peer = peer;
    this.check = check;
    this.phase = phase;
    this.around = around;
    this.time = around.time();
    this.wait = new InterruptibleDelay(time);
    this.due = time.now();
    this.asked = due;
    this.health = Health.unknown(due);
    this.next = first;
  }

  Peer peer() {
    return peer;
  }

  /** The judged checks, until {@link #stop}. Never fails: what goes wrong is a failed check. */
  Multi<CheckResult> healths() {
    return Multi.createBy()
        .merging()
        .streams(turns(), heededHints())
        .select()
        .first(Optional::isPresent)
        .onItem()
        .transform(Optional::orElseThrow)
        .onTermination()
        .invoke(check::close);
  }

  /** Ends {@link #healths}; a check under way is cancelled, and no further item comes. */
  void stop() {
    departure.depart();
  }

  private Multi<Optional<CheckResult>> turns() {
    return Uni.combine().any().of(turn(), departure.signal()).repeat().indefinitely();
  }

  private Uni<Optional<CheckResult>> turn() {
    return Uni.createFrom()
        .deferred(this::untilDue)
        .onItem()
        .transformToUni(this::ask)
        .onItem()
        .transform(this::judge)
        .onItem()
        .transform(Optional::of);
  }

  /** Gives no items; what it does is to cut waits short. */
  private Multi<Optional<CheckResult>> heededHints() {
    return check
        .hints()
        .onOverflow()
        .drop()
        .emitOn(time.timers())
        .onItem()
        .invoke(this::heed)
        .onItem()
        .transform(hint -> Optional.<CheckResult>empty())
        .skip()
        .where(Optional::isEmpty);
  }

  private Uni<Void> untilDue() {
    due = time.now().plus(next);
    hinted = false;
    if (hintMissed) {
      hintMissed = false;
      hasten();
    }
    return wait.lasting(time.now().until(due));
  }

  private void heed(Hint hint) {
    if (wait.isUnderWay()) {
      hasten();
    } else {
      // The question under way may have been answered before what the hint tells of.
      hintMissed = true;
    }
  }

  private void hasten() {
    // What is to be confirmed is asked soon anyway, and not sooner: a hiccup needs time to pass.
    if (hinted || health.awaitsConfirmation()) {
      return;
    }
    hinted = true;
    TimePoint now = time.now();
    TimePoint sooner = now.plus(hints.spend(asked, now));
    if (sooner.until(due).isNegative()) {
      return;
    }
    due = sooner;
    wait.cutTo(now.until(sooner));
  }

  private Uni<Outcome> ask(Void now) {
    return around.lanes().of(health.status()).admit(question());
  }

  private Uni<Outcome> question() {
    return Uni.combine().any().of(answer(), end()).emitOn(time.timers());
  }

  private Uni<Outcome> answer() {
    return Uni.createFrom().deferred(this::put).onFailure().recoverWithItem(PeerMonitor::broken);
  }

  private Uni<Outcome> put() {
    asked = time.now();
    return check.check();
  }

  /** For a check that does not keep to its own limit. An item: failures that lose are logged. */
  private Uni<Outcome> end() {
    return Uni.createFrom()
        .item(this::timedOut)
        .onItem()
        .delayIt()
        .onExecutor(time.timers())
        .by(peer.check().timeout());
  }

  private CheckResult judge(Outcome outcome) {
    Health before = health;
    TimePoint now = time.now();
    if (isExcused(outcome)) {
      excused++;
      next = peer.check().confirmInterval();
    } else {
      excused = 0;
      health = HealthRules.judge(before, outcome, now, peer.check());
      history = history.and(before, health, outcome, now);
      next = nextWait(outcome, around.start().until(now));
    }
    return new CheckResult(
        peer, before, health, outcome, due.until(asked), asked.until(now), history);
  }

  // It is asked again: the failure may be ours.
  private boolean isExcused(Outcome outcome) {
    return outcome instanceof Failure && excused < MOST_EXCUSED && around.stalls().since(due);
  }

  private Duration nextWait(Outcome outcome, Duration sinceStart) {
    return outcome instanceof Skipped
        ? Schedule.afterLack(peer.check(), phase, sinceStart)
        : Schedule.next(health, peer.check(), phase, sinceStart);
  }

  private Outcome timedOut() {
    return new Failure(
        Reason.TIMEOUT, "no answer within %d ms".formatted(peer.check().timeout().toMillis()));
  }

  private static Outcome broken(Throwable fault) {
    return new Skipped("a fault in Rollcall: " + fault);
  }
}
