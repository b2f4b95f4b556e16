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
 * Logs the warnings of unhealthy peers, but delays them while no peer is known to respond: if none
 * does in the end, this node may be cut off, and one warning says so in place of them all.
 */
final class IsolationAwareWarnings {

  /** The longest delay: a decision takes some checks that time out. */
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  private static final int MOST_LOGGED = 5;

  private final Logger log;
  private final DirectoryView directory;
  private final Clock clock;
  private final List<String> delayed = new ArrayList<>();
  private TimePoint delayedSince;
  private Optional<TimePoint> cutOffSince = Optional.empty();

  IsolationAwareWarnings(Logger log, DirectoryView directory, Clock clock) {
    this.log = log;
    this.directory = directory;
    this.clock = clock;
    this.delayedSince = clock.now();
  }

  /** Logs this warning once {@link #settle} finds that this node is not cut off. */
  void add(String warning) {
    if (delayed.isEmpty()) {
      delayedSince = clock.now();
    }
    delayed.add(warning);
  }

  /** Whether some are delayed. */
  boolean areDelayed() {
    return !delayed.isEmpty();
  }

  /** Whether this node was found to be cut off, and has not been found to be connected since. */
  boolean isCutOff() {
    return cutOffSince.isPresent();
  }

  /** Decides by the current snapshot whether this node is cut off, and logs what that means. */
  void settle() {
    Snapshot snapshot = directory.snapshot();
    boolean anyResponds = snapshot.peerStates().stream().anyMatch(PeerState::isResponding);
    if (cutOffSince.isPresent() && (anyResponds || count(snapshot, Status.UNHEALTHY) == 0)) {
      logEnd(snapshot);
    }
    if (cutOffSince.isEmpty() && snapshot.isolated()) {
      logBegin(count(snapshot, Status.UNHEALTHY));
    } else if (anyResponds || cutOffSince.isPresent() || areOverdue()) {
      release();
    }
  }

  private boolean areOverdue() {
    return delayedSince.until(clock.now()).compareTo(LONGEST_DELAY) > 0;
  }

  private void logBegin(long unhealthy) {
    cutOffSince = Optional.of(clock.now());
    List<String> lines = new ArrayList<>(delayed.subList(0, Math.min(MOST_LOGGED, delayed.size())));
    if (unhealthy > lines.size()) {
      lines.add("%d more".formatted(unhealthy - lines.size()));
    }
    delayed.clear();
    log.warnf(
        "no peer responds, so this node may be cut off (%d unhealthy): %s",
        unhealthy, String.join("; ", lines));
  }

  private void logEnd(Snapshot snapshot) {
    Duration lasted = cutOffSince.map(began -> began.until(clock.now())).orElse(Duration.ZERO);
    cutOffSince = Optional.empty();
    log.infof("no longer cut off, after %s: %s", LogFormat.duration(lasted), responses(snapshot));
  }

  private static String responses(Snapshot snapshot) {
    long answering = count(snapshot, Status.HEALTHY) + count(snapshot, Status.SUSPECT);
    if (answering > 0) {
      return "%d of %d answer".formatted(answering, answering + count(snapshot, Status.UNHEALTHY));
    }
    return snapshot.peerStates().stream()
        .filter(PeerState::isResponding)
        .findFirst()
        .map(IsolationAwareWarnings::response)
        .orElse("no peer is unhealthy");
  }

  private static String response(PeerState unhealthy) {
    return "%s responds, though it is unhealthy%s"
        .formatted(
            LogFormat.name(unhealthy.peer()),
            unhealthy.health().failure().map(LogFormat::failure).map(": "::concat).orElse(""));
  }

  private void release() {
    delayed.forEach(log::warn);
    delayed.clear();
  }

  private static long count(Snapshot snapshot, Status status) {
    return snapshot.peerStates().stream().map(PeerState::status).filter(status::equals).count();
  }
}
