package dev.rollcall.app;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.PeerHealth;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Texts;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * A line for each transition, none for a check: WARN when a peer becomes unhealthy, INFO when it is
 * back, and one INFO when every peer was checked for the first time. For one thread at a time.
 */
final class TransitionLog {

  private final Logger log;
  private final DirectoryView directory;
  private boolean allChecked;

  /**
   * @param directory which has taken up a check before it is told here
   */
  TransitionLog(Logger log, DirectoryView directory) {
    this.log = log;
    this.directory = directory;
  }

  /** Tells what this check has changed, if anything. */
  void tell(PeerHealth seen) {
    if (!seen.isTransition()) {
      return;
    }
    Health before = seen.before();
    Health health = seen.health();
    Duration lasted = before.settledSince().until(health.settledSince());
    switch (health.status()) {
      case UNHEALTHY -> log.warn(unhealthy(seen, before, lasted));
      case HEALTHY -> healthy(seen.peer(), before, lasted);
      default -> log.debugf("%s is %s", name(seen.peer()), lower(health.status()));
    }
    tellWhenAllWereChecked();
  }

  private static String unhealthy(PeerHealth seen, Health before, Duration lasted) {
    String why =
        seen.health()
            .failure()
            .map(failure -> lower(failure.reason()) + ", " + failure.detail())
            .orElse("no reason was given");
    String since =
        before.status() == Status.UNKNOWN
            ? "at its first check"
            : "after it had been healthy for " + Shown.duration(lasted);
    return "%s is unhealthy %s: %s".formatted(name(seen.peer()), since, why);
  }

  private void healthy(Peer peer, Health before, Duration lasted) {
    if (before.status() == Status.UNHEALTHY) {
      log.infof("%s is healthy again; it was away for %s", name(peer), Shown.duration(lasted));
    } else {
      log.debugf("%s is healthy", name(peer));
    }
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

  private static String name(Peer peer) {
    return "peer %s (%s)".formatted(Texts.printable(peer.id().value()), peer.address());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
