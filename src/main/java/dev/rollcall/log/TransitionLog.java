package dev.rollcall.log;

import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.Status;
import dev.rollcall.text.EnumNames;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * A line for each transition: WARN when a peer becomes unhealthy, INFO when it is back; of a peer
 * that is flapping only one when that begins and one when it ends; and one INFO when every peer was
 * checked for the first time.
 */
final class TransitionLog {

  private final Logger log;
  private final DirectoryView directory;
  private final IsolationAwareWarnings alarms;
  private boolean allChecked;

  TransitionLog(Logger log, DirectoryView directory, IsolationAwareWarnings alarms) {
    this.log = log;
    this.directory = directory;
    this.alarms = alarms;
  }

  /** Peers that left or came may settle whether this node is cut off. */
  void listed() {
    alarms.settle();
  }

  void tell(CheckResult seen) {
    boolean wasFlapping = seen.before().isFlapping();
    if (seen.health().isFlapping()) {
      if (!wasFlapping) {
        log.warnf(
            "%s is flapping: it changed more than 6 times within 10 minutes;"
                + " its changes are not logged until it settles",
            LogFormat.name(seen.peer()));
      }
    } else if (wasFlapping) {
      log.infof("%s has settled: it is %s", LogFormat.name(seen.peer()), statusOf(seen));
    } else if (seen.isTransition()) {
      tellTransition(seen);
    }
    if (seen.isTransition() || alarms.areHeld()) {
      alarms.settle();
    }
    if (seen.isTransition()) {
      tellWhenAllWereChecked();
    }
  }

  private void tellTransition(CheckResult seen) {
    Health before = seen.before();
    Duration lasted = before.settledSince().until(seen.health().settledSince());
    switch (seen.health().status()) {
      case UNHEALTHY -> alarms.raise(unhealthy(seen, before, lasted));
      case HEALTHY -> healthy(seen, before, lasted);
      default -> log.debugf("%s is %s", LogFormat.name(seen.peer()), statusOf(seen));
    }
  }

  private static String unhealthy(CheckResult seen, Health before, Duration lasted) {
    String why = seen.health().failure().map(TransitionLog::why).orElse("no reason was given");
    String since =
        before.status() == Status.UNKNOWN
            ? "at its first check"
            : "after it had been healthy for " + LogFormat.duration(lasted);
    return "%s is unhealthy %s: %s".formatted(LogFormat.name(seen.peer()), since, why);
  }

  private static String why(Failure failure) {
    return EnumNames.words(failure.reason()) + ", " + failure.detail();
  }

  private void healthy(CheckResult seen, Health before, Duration lasted) {
    if (before.status() == Status.UNHEALTHY) {
      log.infof(
          "%s is healthy again; it was away for %s",
          LogFormat.name(seen.peer()), LogFormat.duration(lasted));
    } else {
      log.debugf("%s is healthy", LogFormat.name(seen.peer()));
    }
  }

  private static String statusOf(CheckResult seen) {
    return EnumNames.words(seen.health().status());
  }

  private void tellWhenAllWereChecked() {
    if (allChecked) {
      return;
    }
    Snapshot snapshot = directory.snapshot();
    if (!snapshot.isComplete()) {
      return;
    }
    allChecked = true;
    Map<Status, Integer> counts = snapshot.counts();
    int maintenance = counts.getOrDefault(Status.MAINTENANCE, 0);
    int checked = snapshot.listings().size() - maintenance;
    int answering = counts.getOrDefault(Status.HEALTHY, 0) + counts.getOrDefault(Status.SUSPECT, 0);
    log.infof("every peer was checked: %d of %d answer", answering, checked);
  }
}
