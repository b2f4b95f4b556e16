package dev.rollcall.log;

import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** An INFO line when the list takes peers out of the checks, and one when it puts them back. */
final class MaintenanceLog {

  private final Logger log;
  private Set<PeerId> out = Set.of();

  MaintenanceLog(Logger log) {
    this.log = log;
  }

  void listed(Roster roster) {
    Set<PeerId> nowOut =
        roster.peers().stream()
            .filter(Peer::maintenance)
            .map(Peer::id)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<PeerId> nowIn =
        roster.peers().stream()
            .filter(peer -> !peer.maintenance())
            .map(Peer::id)
            .collect(Collectors.toSet());
    Set<PeerId> left = new TreeSet<>(nowOut);
    left.removeAll(out);
    Set<PeerId> returned = new TreeSet<>(out);
    returned.retainAll(nowIn);
    if (!left.isEmpty()) {
      log.infof("in maintenance, so not checked: %s", LogFormat.ids(left));
    }
    if (!returned.isEmpty()) {
      log.infof("out of maintenance, so checked again: %s", LogFormat.ids(returned));
    }
    out = nowOut;
  }
}
