package dev.rollcall.log;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.Clock;
import org.jboss.logging.Logger;

/** Logs what changes in the cluster: a line for a change, none for a check. For one thread. */
public final class ClusterLog {

  private final MaintenanceLog maintenance;
  private final LocalShortageLog shortages;
  private final TransitionLog transitions;

  /**
   * @param directory has recorded a roster or a check result before it is reported here
   */
  public ClusterLog(Logger log, DirectoryView directory, Clock clock) {
    maintenance = new MaintenanceLog(log);
    shortages = new LocalShortageLog(log, clock);
    transitions =
        new TransitionLog(log, directory, new IsolationAwareWarnings(log, directory, clock));
  }

  /** Logs what this roster has changed. */
  public void rosterChanged(Roster roster) {
    maintenance.rosterChanged(roster);
    shortages.rosterChanged(roster);
    transitions.rosterChanged();
  }

  /** Logs what this check has changed, if anything. */
  public void report(CheckResult result) {
    shortages.report(result);
    transitions.report(result);
  }
}
