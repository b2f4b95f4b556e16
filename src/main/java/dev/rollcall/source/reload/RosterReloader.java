package dev.rollcall.source.reload;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
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
 * Emits the roster that the service starts with, and a new one whenever its peers file has changed.
 * All or nothing: a file with problems keeps the previous roster, and is logged once for each
 * content.
 */
public final class RosterReloader {

  /** From a file that may be half written to the next poll. */
  private static final Duration SOON = Duration.ofMillis(250);

  /** From a shortage of this machine to the next poll. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private final RosterUpdate.Accepted first;
  private final Optional<PolledPeersFile> file;
  private final ScheduledExecutorService timers;
  private final Executor workers;
  private final Logger log;
  private final UnicastProcessor<RosterUpdate> reloads = UnicastProcessor.create();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private boolean shortageReported;
  private Optional<Future<?>> nextPoll = Optional.empty();

  /**
   * @param first the roster that was read at the start
   * @param file where it was read from; absent: from a source that is read once
   * @param timers must not be blocked
   * @param workers may be
   */
  public RosterReloader(
      RosterUpdate.Accepted first,
      Optional<PolledPeersFile> file,
      ScheduledExecutorService timers,
      Executor workers,
      Logger log) {
    this.first = first;
    this.file = file;
    this.timers = timers;
    this.workers = workers;
    this.log = log;
  }

  /**
   * The first roster, on the subscriber's thread, then what each reload came to, on a thread that
   * may be blocked. For one subscriber.
   */
  public Multi<RosterUpdate> updates() {
    Multi<RosterUpdate> start = Multi.createFrom().item(first);
    return Multi.createBy().concatenating().streams(start, reloads);
  }

  /** The regular poll. Reads the file, so never on an event loop. */
  public void poll() {
    poll(false);
  }

  /**
   * Reads the file now, since the user says that it is ready: SIGHUP. Any thread.
   *
   * @return complete when what is there now was evaluated, and {@link #updates} has emitted it if
   *     it is new
   */
  public CompletionStage<Void> reload() {
    if (file.isEmpty()) {
      log.infof(
          "SIGHUP: the list comes from %s, which is read only at the start; nothing is reloaded",
          first.source());
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> evaluated = new CompletableFuture<>();
    workers.execute(() -> pollNow(evaluated));
    return evaluated;
  }

  private synchronized void pollNow(CompletableFuture<Void> evaluated) {
    waiting.add(evaluated);
    poll(true);
  }

  /** Cancels a poll that is scheduled. */
  public synchronized void stop() {
    nextPoll.ifPresent(poll -> poll.cancel(false));
  }

  // Polls must not overtake each other; a worker thread may wait for another's.
  private synchronized void poll(boolean isReady) {
    if (file.isEmpty()) {
      return;
    }
    PollResult<ParseResult<Roster>> result = file.get().poll(isReady);
    if (result instanceof PollResult.LocalShortage<ParseResult<Roster>> shortage) {
      report(shortage, file.get());
      nextPoll =
          Optional.of(timers.schedule(this::pollAgain, LATER.toMillis(), TimeUnit.MILLISECONDS));
      return;
    }
    shortageReported = false;
    if (result instanceof PollResult.Unsettled) {
      nextPoll =
          Optional.of(timers.schedule(this::pollAgain, SOON.toMillis(), TimeUnit.MILLISECONDS));
      return;
    }
    if (result instanceof PollResult.Changed<ParseResult<Roster>> changed) {
      emit(changed.content(), file.get());
    }
    waiting.forEach(evaluated -> evaluated.complete(null));
    waiting.clear();
  }

  // Not a WARN, which the checks that cannot be made either give.
  private void report(PollResult.LocalShortage<?> shortage, PolledPeersFile polled) {
    if (!shortageReported) {
      log.infof(
          "%s: %s; keeping the previous list, and trying again",
          polled.path(), shortage.localError());
    }
    shortageReported = true;
  }

  private void pollAgain() {
    workers.execute(this::poll);
  }

  private void emit(ParseResult<Roster> result, PolledPeersFile polled) {
    if (result instanceof Valid<Roster> valid) {
      log.infof("%s: reloaded, %s", polled.path(), Plural.of(valid.value().peers().size(), "peer"));
      reloads.onNext(new RosterUpdate.Accepted(valid.value(), polled.source()));
    } else if (result instanceof Invalid<Roster> invalid) {
      List<String> problems = ProblemReport.lines(invalid.problems());
      log.warnf(
          "%s: rejected, keeping the previous list (%s):%n%s",
          polled.path(), ProblemReport.count(problems.size()), ProblemReport.indented(problems));
      reloads.onNext(new RosterUpdate.Rejected(problems));
    }
  }
}
