package dev.rollcall.source.reload;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.ProblemReport;
import dev.rollcall.text.Plural;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes up a peers file that changed. All or nothing: a bad file changes nothing in force, and is
 * told once for each content.
 */
public final class RosterReloader {

  /** From a file that may be half written to the next look at it. */
  private static final Duration SOON = Duration.ofMillis(250);

  private final Optional<PolledPeersFile> file;
  private final String source;
  private final ScheduledExecutorService timers;
  private final Executor workers;
  private final Logger log;
  private final UnicastProcessor<RosterUpdate> news = UnicastProcessor.create();
  private final List<CompletableFuture<Void>> asking = new ArrayList<>();
  private Optional<Future<?>> again = Optional.empty();

  /**
   * @param source where the list came from, for people
   * @param file absent if the list comes from elsewhere; such a list is read once
   * @param timers must not be blocked
   * @param workers may be
   */
  public RosterReloader(
      Optional<PolledPeersFile> file,
      String source,
      ScheduledExecutorService timers,
      Executor workers,
      Logger log) {
    this.file = file;
    this.source = source;
    this.timers = timers;
    this.workers = workers;
    this.log = log;
  }

  /** What was found, from now on. For one subscriber. */
  public Multi<RosterUpdate> news() {
    return news;
  }

  /** The regular look. Reads the file, so never on an event loop. */
  public void look() {
    look(false);
  }

  /**
   * Somebody says that the file is ready, as SIGHUP does. Any thread.
   *
   * @return complete when what is there now was judged and has become {@link #news}, if it is any
   */
  public CompletionStage<Void> lookNow() {
    if (file.isEmpty()) {
      log.infof("SIGHUP: the list comes from %s, which is read once; nothing is reloaded", source);
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> judged = new CompletableFuture<>();
    workers.execute(() -> lookUrgently(judged));
    return judged;
  }

  private synchronized void lookUrgently(CompletableFuture<Void> judged) {
    asking.add(judged);
    look(true);
  }

  /** Drops a look that is to come soon. */
  public synchronized void stop() {
    again.ifPresent(look -> look.cancel(false));
  }

  // Looks must not overtake each other; a worker thread may wait for another's.
  private synchronized void look(boolean urgent) {
    if (file.isEmpty()) {
      return;
    }
    PollResult found = file.get().look(urgent);
    if (found instanceof PollResult.Unsettled) {
      again = Optional.of(timers.schedule(this::lookAgain, SOON.toMillis(), TimeUnit.MILLISECONDS));
      return;
    }
    if (found instanceof PollResult.Changed changed) {
      tell(changed.reading(), file.get());
    }
    asking.forEach(judged -> judged.complete(null));
    asking.clear();
  }

  private void lookAgain() {
    workers.execute(this::look);
  }

  private void tell(ParseResult<Roster> reading, PolledPeersFile watched) {
    if (reading instanceof Valid<Roster> accepted) {
      log.infof(
          "%s was read again: %s",
          watched.path(), Plural.of(accepted.value().peers().size(), "peer"));
      news.onNext(new RosterUpdate.Accepted(accepted.value(), watched.source()));
      return;
    }
    List<String> problems = ProblemReport.lines(((ParseResult.Invalid<Roster>) reading).problems());
    log.warnf(
        "%s is not taken into force, the list before stays (%s):%n%s",
        watched.path(), ProblemReport.count(problems.size()), ProblemReport.indented(problems));
    news.onNext(new RosterUpdate.Rejected(problems));
  }
}
