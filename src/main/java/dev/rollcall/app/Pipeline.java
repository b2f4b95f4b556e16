package dev.rollcall.app;

import dev.rollcall.directory.Directory;
import dev.rollcall.directory.RosterState;
import dev.rollcall.log.ClusterLog;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.peer.Roster;
import dev.rollcall.serve.metrics.ClusterCounters;
import dev.rollcall.source.reload.RosterReloader;
import dev.rollcall.source.reload.RosterUpdate;
import dev.rollcall.time.Clock;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The data flow of the service, from rosters to check results to all who consume them: the
 * directory, which everything that answers a client reads, the log and the counters.
 *
 * <p>All but the reading of files runs on the timers' thread, so the directory has one writer.
 */
final class Pipeline {

  private static final Logger LOG = Logger.getLogger(Pipeline.class);

  private final RosterReloader reloader;
  private final Consumer<Roster> tlsLoader;
  private final Monitor monitor;
  private final Directory directory;
  private final ClusterLog log;
  private final ClusterCounters counters;
  private final Clock clock;
  private final CompletableFuture<Void> firstRecorded = new CompletableFuture<>();
  private volatile boolean broken;
  private Optional<Cancellable> subscription = Optional.empty();

  /**
   * @param reloader gives the roster that the service starts with, and each one after it
   * @param tlsLoader reads what the checks of a roster need; it may block
   * @param log reads the directory, so it comes after it
   */
  Pipeline(
      RosterReloader reloader,
      Consumer<Roster> tlsLoader,
      Monitor monitor,
      Directory directory,
      ClusterLog log,
      ClusterCounters counters,
      Clock clock) {
    this.reloader = reloader;
    this.tlsLoader = tlsLoader;
    this.monitor = monitor;
    this.directory = directory;
    this.log = log;
    this.counters = counters;
    this.clock = clock;
  }

  /**
   * Starts checking. To be called once, on a thread that may be blocked.
   *
   * @return complete when the first roster is recorded, so that the directory lists its peers
   */
  CompletionStage<Void> start() {
    subscription =
        Optional.of(
            reloader
                .updates()
                .invoke(this::loadTls)
                .emitOn(clock.timers())
                .invoke(this::record)
                .filter(RosterUpdate.Accepted.class::isInstance)
                .map(RosterUpdate.Accepted.class::cast)
                .map(RosterUpdate.Accepted::roster)
                .plug(monitor::watch)
                .invoke(directory::apply)
                .invoke(log::report)
                .subscribe()
                .with(counters::count, this::fail));
    return firstRecorded;
  }

  /** Ends every check. */
  void stop() {
    subscription.ifPresent(Cancellable::cancel);
    subscription = Optional.empty();
  }

  /** Whether it still runs. Only an internal error ends it; no peer and no roster can. */
  boolean isRunning() {
    return !broken;
  }

  private void loadTls(RosterUpdate update) {
    if (update instanceof RosterUpdate.Accepted accepted) {
      tlsLoader.accept(accepted.roster());
    }
  }

  private void record(RosterUpdate update) {
    if (update instanceof RosterUpdate.Accepted accepted) {
      Roster roster = accepted.roster();
      directory.replaceRoster(
          roster, new RosterState(accepted.source(), clock.now(), roster.digest(), List.of()));
      log.rosterChanged(roster);
      counters.listed(roster);
      firstRecorded.complete(null);
    } else if (update instanceof RosterUpdate.Rejected rejected) {
      directory.reject(rejected.problems());
    }
  }

  private void fail(Throwable error) {
    broken = true;
    LOG.error("internal error: checking has ended, and liveness is down; please report it", error);
    firstRecorded.completeExceptionally(error);
  }
}
