package dev.rollcall.log;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.Clock;
import org.jboss.logging.Logger;

/** All that is logged of peers: lines for what changed, none for a check. For one thread. */
public final class ClusterLog {

  private final MaintenanceLog maintenance;
  private final LocalShortageLog lack;
  private final TransitionLog transitions;

  /**
   * @param directory which has taken up a list or a check before it is told here
   */
  public ClusterLog(Logger log, DirectoryView directory, Clock time) {
    maintenance = new MaintenanceLog(log);
    lack = new LocalShortageLog(log, time);
    transitions =
        new TransitionLog(log, directory, new IsolationAwareWarnings(log, directory, time));
  }

  /** Tells what this list has changed. */
  public void rosterChanged(Roster roster) {
    maintenance.listed(roster);
    lack.listed(roster);
    transitions.listed();
  }

  /** Tells what this check has changed, if anything. */
  public void report(CheckResult seen) {
    lack.tell(seen);
    transitions.tell(seen);
  }
}
