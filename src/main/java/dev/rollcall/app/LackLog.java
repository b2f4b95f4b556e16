package dev.rollcall.app;

import dev.rollcall.check.Outcome.NotAsked;
import dev.rollcall.monitor.PeerHealth;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.Moment;
import dev.rollcall.time.Time;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * A WARN line when this node lacks what it needs to ask its peers, and an INFO line when it has.
 */
final class LackLog {

  private final Logger log;
  private final Time time;
  private final Set<PeerId> notAsked = new HashSet<>();
  private Moment since;

  LackLog(Logger log, Time time) {
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

  void tell(PeerHealth seen) {
    if (seen.outcome() instanceof NotAsked lack) {
      if (notAsked.isEmpty()) {
        since = time.now();
        log.warnf(
            "cannot ask %s, nor others perhaps, for a lack on this node: %s;"
                + " what is not asked keeps its status",
            Shown.name(seen.peer()), lack.lack());
      }
      notAsked.add(seen.peer().id());
    } else if (notAsked.remove(seen.peer().id())) {
      tellWhenOver();
    }
  }

  private void tellWhenOver() {
    if (notAsked.isEmpty()) {
      log.infof("every peer can be asked again, after %s", Shown.duration(since.until(time.now())));
    }
  }
}
