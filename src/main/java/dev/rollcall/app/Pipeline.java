package dev.rollcall.app;

import dev.rollcall.directory.Directory;
import dev.rollcall.directory.RosterState;
import dev.rollcall.log.ClusterLog;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.peer.Roster;
import dev.rollcall.serve.metrics.ClusterCounters;
import dev.rollcall.source.reload.RosterUpdate;
import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The way of the data, from lists to the directory. All of it runs on the timers' thread, so the
 * directory has one writer.
 */
final class Pipeline {

  private static final Logger LOG = Logger.getLogger(Pipeline.class);

  private final Directory directory;
  private final Monitor monitor;
  private final ClusterLog log;
  private final ClusterCounters tallies;
  private final Clock time;
  private volatile boolean broken;
  private Optional<Cancellable> running = Optional.empty();

  Pipeline(
      Directory directory, Monitor monitor, ClusterLog log, ClusterCounters tallies, Clock time) {
    this.directory = directory;
    this.monitor = monitor;
    this.log = log;
    this.tallies = tallies;
    this.time = time;
  }

  /** Takes up what comes, the list that is in force first. To be called once. */
  void start(Multi<RosterUpdate> news) {
    Cancellable subscription =
        news.emitOn(time.timers())
            .onItem()
            .invoke(this::take)
            .select()
            .where(RosterUpdate.Accepted.class::isInstance)
            .onItem()
            .castTo(RosterUpdate.Accepted.class)
            .onItem()
            .transform(RosterUpdate.Accepted::roster)
            .plug(monitor::watch)
            .subscribe()
            .with(this::take, this::fail);
    running = Optional.of(subscription);
  }

  /** Ends every check. */
  void stop() {
    running.ifPresent(Cancellable::cancel);
    running = Optional.empty();
  }

  /** Whether it goes on. Only a fault of ours ends it; no peer and no list can. */
  boolean isSound() {
    return !broken;
  }

  private void take(RosterUpdate news) {
    if (news instanceof RosterUpdate.Accepted listed) {
      Roster roster = listed.roster();
      directory.list(
          roster, new RosterState(listed.source(), time.now(), roster.digest(), List.of()));
      log.listed(roster);
      tallies.listed(roster);
    } else if (news instanceof RosterUpdate.Rejected refused) {
      directory.refuse(refused.problems());
    }
  }

  private void take(CheckResult seen) {
    directory.apply(seen);
    log.tell(seen);
    tallies.count(seen);
  }

  private void fail(Throwable fault) {
    broken = true;
    LOG.error("checking has ended by a fault in Rollcall; liveness is down from here on", fault);
  }
}
