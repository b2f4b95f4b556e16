package dev.rollcall.app;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.monitor.PeerHealth;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.Time;
import org.jboss.logging.Logger;

/** All that is logged of peers: lines for what changed, none for a check. For one thread. */
final class ClusterLog {

  private final MaintenanceLog maintenance;
  private final LackLog lack;
  private final TransitionLog transitions;

  /**
   * @param directory which has taken up a list or a check before it is told here
   */
  ClusterLog(Logger log, DirectoryView directory, Time time) {
    maintenance = new MaintenanceLog(log);
    lack = new LackLog(log, time);
    transitions = new TransitionLog(log, directory, new Alarms(log, directory, time));
  }

  /** Tells what this list has changed. */
  void listed(Roster roster) {
    maintenance.listed(roster);
    lack.listed(roster);
    transitions.listed();
  }

  /** Tells what this check has changed, if anything. */
  void tell(PeerHealth seen) {
    lack.tell(seen);
    transitions.tell(seen);
  }
}
