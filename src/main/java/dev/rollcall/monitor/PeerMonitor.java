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
 * Checks one peer again and again on its schedule. Its state is used on the timers' thread only;
 * other peers neither see nor delay it.
 */
final class PeerMonitor {

  /** How many failures in a row are excused by stalls; the next one counts, or none ever would. */
  private static final int MAX_EXCUSED = 3;

  private final Peer peer;
  private final HealthCheck check;
  private final ScheduleOffset offset;
  private final Shared shared;
  private final Clock clock;
  private final ShortenableDelay delay;
  private final HintRateLimiter hints = new HintRateLimiter();
  private final StopSignal stop = new StopSignal();

  private Health health;
  private History history = History.NONE;
  private Duration untilNext;
  private TimePoint due;
  private TimePoint startedAt;
  private boolean hastened;
  private boolean hintPending;
  private int excused;

  /**
   * What the peers of one monitor share.
   *
   * @param start the origin of the schedule's grid
   */
  record Shared(Clock clock, TimePoint start, ConcurrencyLimits limits, StallDetector stalls) {}

  /**
   * @param first from now to the first check
   */
  PeerMonitor(Peer peer, HealthCheck check, ScheduleOffset offset, Shared shared, Duration first) {
    this.peer = peer;
    this.check = check;
    this.offset = offset;
    this.shared = shared;
    this.clock = shared.clock();
    this.delay = new ShortenableDelay(clock);
    this.due = clock.now();
    this.startedAt = due;
    this.health = Health.unknown(due);
    this.untilNext = first;
  }

  Peer peer() {
    return peer;
  }

  /** The results, until {@link #stop}. Never fails: whatever goes wrong is a result. */
  Multi<CheckResult> results() {
    return Multi.createBy()
        .merging()
        .streams(cycles(), hintEffects())
        .select()
        .first(Optional::isPresent)
        .onItem()
        .transform(Optional::orElseThrow)
        .onTermination()
        .invoke(check::close);
  }

  /** Ends {@link #results}; a running check is cancelled, and no further item is emitted. */
  void stop() {
    stop.fire();
  }

  private Multi<Optional<CheckResult>> cycles() {
    return Uni.combine().any().of(cycle(), stop.signal()).repeat().indefinitely();
  }

  private Uni<Optional<CheckResult>> cycle() {
    return Uni.createFrom()
        .deferred(this::untilDue)
        .onItem()
        .transformToUni(this::admit)
        .onItem()
        .transform(this::evaluate)
        .onItem()
        .transform(Optional::of);
  }

  /** Emits no items; its effect is to shorten delays. */
  private Multi<Optional<CheckResult>> hintEffects() {
    return check
        .hints()
        .onOverflow()
        .drop()
        .emitOn(clock.timers())
        .onItem()
        .invoke(this::onHint)
        .onItem()
        .transform(hint -> Optional.<CheckResult>empty())
        .skip()
        .where(Optional::isEmpty);
  }

  private Uni<Void> untilDue() {
    due = clock.now().plus(untilNext);
    hastened = false;
    if (hintPending) {
      hintPending = false;
      checkSooner();
    }
    return delay.of(clock.now().until(due));
  }

  private void onHint(Hint hint) {
    if (delay.isRunning()) {
      checkSooner();
    } else {
      // The running check may have been answered before what the hint is about.
      hintPending = true;
    }
  }

  private void checkSooner() {
    // A confirming check comes soon anyway, and not sooner: a short disruption needs time to pass.
    if (hastened || health.awaitsConfirmation()) {
      return;
    }
    hastened = true;
    TimePoint now = clock.now();
    TimePoint earliest = now.plus(hints.delayFor(startedAt, now));
    if (earliest.until(due).isNegative()) {
      return;
    }
    due = earliest;
    delay.shortenTo(now.until(earliest));
  }

  private Uni<Outcome> admit(Void due) {
    return shared.limits().of(health.status()).admit(checkWithTimeout());
  }

  private Uni<Outcome> checkWithTimeout() {
    return Uni.combine().any().of(checkSafely(), timeout()).emitOn(clock.timers());
  }

  private Uni<Outcome> checkSafely() {
    return Uni.createFrom()
        .deferred(this::startCheck)
        .onFailure()
        .recoverWithItem(PeerMonitor::internalError);
  }

  private Uni<Outcome> startCheck() {
    startedAt = clock.now();
    return check.check();
  }

  /**
   * For a check that exceeds its own deadline. An item, since Mutiny logs the failure of a Uni that
   * was overtaken.
   */
  private Uni<Outcome> timeout() {
    return Uni.createFrom()
        .item(this::timedOut)
        .onItem()
        .delayIt()
        .onExecutor(clock.timers())
        .by(peer.check().timeout());
  }

  private CheckResult evaluate(Outcome outcome) {
    Health before = health;
    TimePoint now = clock.now();
    if (isExcused(outcome, now)) {
      excused++;
      untilNext = peer.check().confirmInterval();
    } else {
      excused = 0;
      health = HealthRules.after(before, outcome, now, peer.check());
      history = history.with(before, health, outcome, now);
      untilNext = nextDelay(outcome, shared.start().until(now));
    }
    return new CheckResult(
        peer, before, health, outcome, due.until(startedAt), startedAt.until(now), history);
  }

  // The check is repeated, since the failure may have a local cause.
  private boolean isExcused(Outcome outcome, TimePoint now) {
    return outcome instanceof Failure
        && excused < MAX_EXCUSED
        && (shared.stalls().stalledSince(due) || StallDetector.isLate(timeoutAt(), now));
  }

  private TimePoint timeoutAt() {
    return startedAt.plus(peer.check().timeout());
  }

  private Duration nextDelay(Outcome outcome, Duration sinceStart) {
    return outcome instanceof Skipped
        ? Schedule.afterLocalError(peer.check(), offset, sinceStart)
        : Schedule.next(health, peer.check(), offset, sinceStart);
  }

  private Outcome timedOut() {
    return new Failure(
        Reason.TIMEOUT, "no answer within %d ms".formatted(peer.check().timeout().toMillis()));
  }

  private static Outcome internalError(Throwable error) {
    return new Skipped("internal error, please report it: " + error);
  }
}
