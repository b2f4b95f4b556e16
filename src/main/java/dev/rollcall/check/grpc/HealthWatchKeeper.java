package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.grpc.Status;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a Health/Watch stream open on the cached connection while the peer is serving, and reopens
 * it when it has ended. Nothing depends on it: its messages and its end are only hints. A stream
 * that keeps the peer from answering Checks is closed; see {@link WatchHarmDetector}.
 */
final class HealthWatchKeeper implements ConnectionObserver, WatchStream.Owner {

  /** A peer that permits fewer calls on a connection has no room for a stream among them. */
  private static final int MIN_CONCURRENT_CALLS = 10;

  private final Peer peer;
  private final StandardHealthCall probe;
  private final CachedConnection cached;
  private final Semaphore permits;
  private final WatchHarmRegistry histories;
  private final WatchHarmHistory history;
  private final Clock clock;
  private Backoff backoff;

  /** When the next stream may be opened. */
  private TimePoint notBefore;

  /** Whether the peer was serving at the last check. */
  private boolean serving;

  private @Nullable WatchStream stream;
  private @Nullable WatchHarmDetector trial;
  private @Nullable ScheduledFuture<?> timer;
  private @Nullable Cancellable comparison;
  private boolean isComparing;
  private boolean closed;

  /** The answer to a check that failed while a stream was open; empty if that succeeded. */
  private Optional<CallResult.Failed> failedWithStream = Optional.empty();

  /**
   * @param cached the connection that the stream is opened on
   * @param permits one is acquired for each open stream
   * @param seed makes the backoff differ between observers and peers
   */
  HealthWatchKeeper(
      Peer peer,
      StandardHealthCall probe,
      CachedConnection cached,
      Semaphore permits,
      WatchHarmRegistry histories,
      Clock clock,
      long seed) {
    this.peer = peer;
    this.probe = probe;
    this.cached = cached;
    this.permits = permits;
    this.histories = histories;
    this.history = histories.acquire(peer.address());
    this.clock = clock;
    this.backoff = Backoff.startingWith(seed);
    this.notBefore = clock.now();
  }

  @Override
  public synchronized void calling(GrpcConnection connection) {
    if (trial != null) {
      trial.calling();
    }
  }

  @Override
  public synchronized void answered(GrpcConnection connection, Outcome outcome) {
    if (outcome instanceof Outcome.Success success) {
      learnFrom(success);
    }
    failedWithStream = Optional.empty();
    serving = outcome instanceof Outcome.Success;
    if (trial != null) {
      trial.answered();
    }
    openWhenDue();
  }

  private void learnFrom(Outcome.Success success) {
    failedWithStream.ifPresent(
        failure ->
            history.giveUp(
                peer,
                "a Check failed (%s) while a Health/Watch stream was open, and none did without it"
                    .formatted(failure.status().getCode())));
    if (stream == null) {
      history.answeredWithoutStream(success.roundTripTime());
    }
  }

  @Override
  public synchronized boolean mayHaveCaused(CallResult result) {
    if (stream == null || !(result instanceof CallResult.Failed failure) || !failure.isFromPeer()) {
      return false;
    }
    failedWithStream = Optional.of(failure);
    abandon(stream);
    return true;
  }

  @Override
  public synchronized void started(WatchStream opened) {
    if (opened == stream && trial != null) {
      trial.streamStarted();
    }
  }

  @Override
  public void reported(GrpcConnection connection, int servingStatus) {
    cached
        .hints()
        .emit(
            "%s reports %s on its Health/Watch stream"
                .formatted(connection.label(), StandardHealthCall.nameOf(servingStatus)));
  }

  @Override
  public void ended(GrpcConnection connection, Duration lifetime, Status status) {
    boolean unimplemented = status.getCode() == Status.Code.UNIMPLEMENTED;
    if (unimplemented) {
      connection.disableWatch();
    }
    boolean isAbandoned = scheduleNextAfter(lifetime, unimplemented);
    // If the connection was lost as well, that gives the hint.
    if (!unimplemented && !isAbandoned && connection.isLive()) {
      cached
          .hints()
          .emit(
              "%s ended its Health/Watch stream (%s)"
                  .formatted(connection.label(), status.getCode()));
    }
  }

  /** Whether the stream was ended here. */
  private synchronized boolean scheduleNextAfter(Duration lifetime, boolean unimplemented) {
    boolean isAbandoned = trial == null;
    endTrial();
    stream = null;
    permits.release();
    if (!unimplemented) {
      backoff = backoff.after(lifetime);
      notBefore = clock.now().plus(backoff.delay());
      openWhenDue();
    }
    return isAbandoned;
  }

  /** The stream seems to keep the peer from answering. */
  private synchronized void harmful(WatchHarmDetector reporter, Optional<String> evidence) {
    if (trial == reporter && stream != null) {
      serving &= !reporter.isCheckRunning();
      abandon(stream);
      evidence.ifPresent(text -> compareWithoutStream(reporter, text));
    }
  }

  private void compareWithoutStream(WatchHarmDetector reporter, String evidence) {
    isComparing = true;
    comparison = reporter.callWithoutStream(roundTrip -> compared(roundTrip, evidence));
  }

  private synchronized void compared(Optional<Duration> roundTrip, String evidence) {
    isComparing = false;
    if (!closed) {
      history.didHarm(peer, evidence, roundTrip);
      openWhenDue();
    }
  }

  private void abandon(WatchStream abandoned) {
    endTrial();
    abandoned.cancel();
  }

  private void endTrial() {
    WatchHarmDetector ended = trial;
    trial = null;
    if (ended != null) {
      ended.end();
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      histories.release(history);
    }
    if (timer != null) {
      timer.cancel(false);
    }
    if (stream != null) {
      abandon(stream);
    }
    if (comparison != null) {
      comparison.cancel();
    }
  }

  private void openWhenDue() {
    if (closed || !serving || isComparing || stream != null || timer != null) {
      return;
    }
    Duration delay = clock.now().until(notBefore);
    if (delay.isNegative() || delay.isZero()) {
      cached
          .live()
          .filter(GrpcConnection::hasWatch)
          .filter(connection -> connection.maxConcurrentCalls() >= MIN_CONCURRENT_CALLS)
          .ifPresent(this::openOn);
    } else {
      timer =
          clock.timers().schedule(this::openAfterBackoff, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void openAfterBackoff() {
    timer = null;
    openWhenDue();
  }

  private void openOn(GrpcConnection connection) {
    Optional<Duration> limit = history.answerLimit();
    if (limit.isPresent() && permits.tryAcquire()) {
      WatchStream opened = new WatchStream(connection, this, clock);
      stream = opened;
      trial = new WatchHarmDetector(connection, probe, history, limit.get(), clock, this::harmful);
      trial.start();
      opened.open(probe.request());
    }
  }
}
