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
 * A WARN line when this node lacks what it needs to ask its peers, and an INFO line when it has.
 */
final class LocalShortageLog {

  private final Logger log;
  private final Clock time;
  private final Set<PeerId> notAsked = new HashSet<>();
  private TimePoint since;

  LocalShortageLog(Logger log, Clock time) {
    this.log = log;
    this.time = time;
    this.since = time.now();
  }

  void listed(Roster roster) {
    Set<PeerId> checked =
        roster.peers().stream()
            .filter(peer -> !peer.maintenance())
            .map(Peer::id)
            .collect(Collectors.toSet());
    if (!notAsked.isEmpty() && notAsked.retainAll(checked)) {
      tellWhenOver();
    }
  }

  void tell(CheckResult seen) {
    if (seen.outcome() instanceof Skipped lack) {
      if (notAsked.isEmpty()) {
        since = time.now();
        log.warnf(
            "cannot ask %s, nor others perhaps, for a lack on this node: %s;"
                + " what is not asked keeps its status",
            LogFormat.name(seen.peer()), lack.localError());
      }
      notAsked.add(seen.peer().id());
    } else if (notAsked.remove(seen.peer().id())) {
      tellWhenOver();
    }
  }

  private void tellWhenOver() {
    if (notAsked.isEmpty()) {
      log.infof(
          "every peer can be asked again, after %s", LogFormat.duration(since.until(time.now())));
    }
  }
}
