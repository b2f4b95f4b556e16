package dev.rollcall.log;

import dev.rollcall.check.Outcome.Skipped;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Logs a WARN line when local errors, such as exhausted file descriptors, keep this node from
 * checking peers, and an INFO line when all can be checked again.
 */
final class LocalShortageLog {

  private final Logger log;
  private final Clock clock;
  private final Set<PeerId> skipped = new HashSet<>();
  private TimePoint since;

  LocalShortageLog(Logger log, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.since = clock.now();
  }

  void rosterChanged(Roster roster) {
    Set<PeerId> checked =
        roster.peers().stream()
            .filter(peer -> !peer.maintenance())
            .map(Peer::id)
            .collect(Collectors.toSet());
    if (!skipped.isEmpty() && skipped.retainAll(checked)) {
      logWhenOver();
    }
  }

  void report(CheckResult result) {
    if (result.outcome() instanceof Skipped skip) {
      if (skipped.isEmpty()) {
        since = clock.now();
        log.warnf(
            "cannot check %s, and perhaps others, for a local error: %s;"
                + " peers that are not checked keep their status",
            LogFormat.name(result.peer()), skip.localError());
      }
      skipped.add(result.peer().id());
    } else if (skipped.remove(result.peer().id())) {
      logWhenOver();
    }
  }

  private void logWhenOver() {
    if (skipped.isEmpty()) {
      log.infof(
          "every peer can be checked again, after %s",
          LogFormat.duration(since.until(clock.now())));
    }
  }
}
