package dev.rollcall.log;

import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Logs an INFO line when peers enter maintenance, and one when they leave it. */
final class MaintenanceLog {

  private final Logger log;
  private Set<PeerId> inMaintenance = Set.of();

  MaintenanceLog(Logger log) {
    this.log = log;
  }

  void rosterChanged(Roster roster) {
    Set<PeerId> maintained =
        roster.peers().stream()
            .filter(Peer::maintenance)
            .map(Peer::id)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<PeerId> checked =
        roster.peers().stream()
            .filter(peer -> !peer.maintenance())
            .map(Peer::id)
            .collect(Collectors.toSet());
    Set<PeerId> entered = new TreeSet<>(maintained);
    entered.removeAll(inMaintenance);
    Set<PeerId> returned = new TreeSet<>(inMaintenance);
    returned.retainAll(checked);
    if (!entered.isEmpty()) {
      log.infof("in maintenance, so not checked: %s", LogFormat.ids(entered));
    }
    if (!returned.isEmpty()) {
      log.infof("out of maintenance, so checked again: %s", LogFormat.ids(returned));
    }
    inMaintenance = maintained;
  }
}
