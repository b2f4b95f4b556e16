package dev.rollcall.log;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.PeerState;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Status;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The warnings of peers that went away. They are held back while no peer is known to answer: if
 * none does in the end, it may be this node that is cut off, and that is said once in place of them
 * all.
 */
final class IsolationAwareWarnings {

  /** What a decision can take: some checks that time out. Nothing is held back longer. */
  private static final Duration HELD_AT_MOST = Duration.ofSeconds(30);

  private static final int MOST_SHOWN = 5;

  private final Logger log;
  private final DirectoryView directory;
  private final Clock time;
  private final List<String> held = new ArrayList<>();
  private TimePoint heldSince;
  private Optional<TimePoint> cutOffSince = Optional.empty();

  IsolationAwareWarnings(Logger log, DirectoryView directory, Clock time) {
    this.log = log;
    this.directory = directory;
    this.time = time;
    this.heldSince = time.now();
  }

  /** Warns, now or once it is known that this node is not cut off. */
  void raise(String warning) {
    if (held.isEmpty()) {
      heldSince = time.now();
    }
    held.add(warning);
  }

  /** Whether something is held back. */
  boolean areHeld() {
    return !held.isEmpty();
  }

  /** Decides by what is known now. */
  void settle() {
    Snapshot now = directory.snapshot();
    boolean anyAnswers = count(now, Status.HEALTHY) > 0;
    if (cutOffSince.isPresent() && (anyAnswers || count(now, Status.UNHEALTHY) == 0)) {
      tellEnd(now);
    }
    if (cutOffSince.isEmpty() && now.isolated()) {
      tellBegin(count(now, Status.UNHEALTHY));
    } else if (anyAnswers || cutOffSince.isPresent() || areHeldLong()) {
      release();
    }
  }

  private boolean areHeldLong() {
    return heldSince.until(time.now()).compareTo(HELD_AT_MOST) > 0;
  }

  private void tellBegin(long away) {
    cutOffSince = Optional.of(time.now());
    List<String> shown = new ArrayList<>(held.subList(0, Math.min(MOST_SHOWN, held.size())));
    if (away > shown.size()) {
      shown.add("%d more".formatted(away - shown.size()));
    }
    held.clear();
    log.warnf(
        "no peer answers, so it may be this node that is cut off (%d away): %s",
        away, String.join("; ", shown));
  }

  private void tellEnd(Snapshot now) {
    Duration lasted = cutOffSince.map(began -> began.until(time.now())).orElse(Duration.ZERO);
    cutOffSince = Optional.empty();
    long answering = count(now, Status.HEALTHY) + count(now, Status.SUSPECT);
    log.infof(
        "not cut off any more, after %s: %d of %d answer",
        LogFormat.duration(lasted), answering, answering + count(now, Status.UNHEALTHY));
  }

  private void release() {
    held.forEach(log::warn);
    held.clear();
  }

  private static long count(Snapshot snapshot, Status status) {
    return snapshot.listings().stream().map(PeerState::status).filter(status::equals).count();
  }
}
