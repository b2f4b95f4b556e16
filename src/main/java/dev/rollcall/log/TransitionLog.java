package dev.rollcall.log;

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
 * Logs a line for each transition: WARN when a peer becomes unhealthy, INFO when it is healthy
 * again. A peer that is flapping has only one line when that begins and one when it ends. One INFO
 * line says when every peer was checked for the first time.
 */
final class TransitionLog {

  private final Logger log;
  private final DirectoryView directory;
  private final IsolationAwareWarnings warnings;
  private boolean allChecked;

  TransitionLog(Logger log, DirectoryView directory, IsolationAwareWarnings warnings) {
    this.log = log;
    this.directory = directory;
    this.warnings = warnings;
  }

  /** Peers that were added or removed may settle whether this node is cut off. */
  void rosterChanged() {
    warnings.settle();
  }

  void report(CheckResult result) {
    boolean wasFlapping = result.before().isFlapping();
    if (result.health().isFlapping()) {
      if (!wasFlapping) {
        log.warnf(
            "%s is flapping: it changed more than 6 times within 10 minutes;"
                + " its changes are not logged until it settles",
            LogFormat.name(result.peer()));
      }
    } else if (wasFlapping) {
      log.infof("%s has settled: it is %s", LogFormat.name(result.peer()), statusOf(result));
    } else if (result.isTransition()) {
      logTransition(result);
    }
    if (result.isTransition() || warnings.areDelayed() || endsIsolation(result)) {
      warnings.settle();
    }
    if (result.isTransition()) {
      logOnceAllWereChecked();
    }
  }

  private boolean endsIsolation(CheckResult result) {
    // A single success does not end it here: first it is confirmed, and logged as healthy again.
    return warnings.isCutOff()
        && result.health().failure().isPresent()
        && result.health().isResponding();
  }

  private void logTransition(CheckResult result) {
    Health before = result.before();
    Duration lasted = before.settledSince().until(result.health().settledSince());
    switch (result.health().status()) {
      case UNHEALTHY -> warnings.add(unhealthy(result, before, lasted));
      case HEALTHY -> healthy(result, before, lasted);
      default -> log.debugf("%s is %s", LogFormat.name(result.peer()), statusOf(result));
    }
  }

  private static String unhealthy(CheckResult result, Health before, Duration lasted) {
    String failure =
        result.health().failure().map(LogFormat::failure).orElse("no reason was given");
    String since =
        before.status() == Status.UNKNOWN
            ? "at its first check"
            : "after it had been healthy for " + LogFormat.duration(lasted);
    return "%s is unhealthy %s: %s".formatted(LogFormat.name(result.peer()), since, failure);
  }

  private void healthy(CheckResult result, Health before, Duration lasted) {
    if (before.status() == Status.UNHEALTHY) {
      log.infof(
          "%s is healthy again; it was away for %s",
          LogFormat.name(result.peer()), LogFormat.duration(lasted));
    } else {
      log.debugf("%s is healthy", LogFormat.name(result.peer()));
    }
  }

  private static String statusOf(CheckResult result) {
    return EnumNames.spaced(result.health().status());
  }

  private void logOnceAllWereChecked() {
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
    int checked = snapshot.peerStates().size() - maintenance;
    int answering = counts.getOrDefault(Status.HEALTHY, 0) + counts.getOrDefault(Status.SUSPECT, 0);
    log.infof("every peer was checked: %d of %d answer", answering, checked);
  }
}
