package dev.rollcall.check.grpc;

import dev.rollcall.check.Deadline;
import dev.rollcall.text.DurationText;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a peer answers Checks while a Health/Watch stream is open: a server with one
 * thread spends it on the stream, and then answers nobody. So the stream must begin, and a Check
 * that is sent for this purpose alone must be answered, within a limit that is shorter than the
 * deadlines of the peer's own clients; and so must each check of the schedule from then on.
 * Thread-safe.
 */
final class WatchHarmDetector {

  /** For a peer that needs a while to notice that a stream was cancelled. */
  private static final Duration COMPARISON_TIMEOUT = Duration.ofSeconds(2);

  /** Called when the limit has passed. */
  @FunctionalInterface
  interface Listener {
    /**
     * The peer did not answer in time.
     *
     * @param evidence what it looks like, for the log; absent if that may be this node's own doing
     */
    void harmful(WatchHarmDetector trial, Optional<String> evidence);
  }

  private final GrpcConnection connection;
  private final StandardHealthCall probe;
  private final WatchHarmHistory history;
  private final Duration limit;
  private final Clock clock;
  private final Listener listener;
  private @Nullable AnswerTimer opening;
  private @Nullable AnswerTimer check;
  private @Nullable Cancellable canary;
  private boolean begun;
  private boolean ended;

  WatchHarmDetector(
      GrpcConnection connection,
      StandardHealthCall probe,
      WatchHarmHistory history,
      Duration limit,
      Clock clock,
      Listener listener) {
    this.connection = connection;
    this.probe = probe;
    this.history = history;
    this.limit = limit;
    this.clock = clock;
    this.listener = listener;
  }

  /** The stream is opened now. */
  synchronized void start() {
    opening = new AnswerTimer(connection, limit, clock, this::expired);
  }

  /** The stream has begun, so the peer has spent on it what it spends. */
  void streamStarted() {
    Cancellable sent =
        connection
            .call(probe, Deadline.startingNow(clock, limit))
            .subscribe()
            .with(this::canaryEnded);
    if (!keep(sent)) {
      sent.cancel();
    }
  }

  private synchronized boolean keep(Cancellable sent) {
    begun = true;
    canary = sent;
    return !ended;
  }

  private void canaryEnded(CallResult result) {
    if (result instanceof CallResult.Response) {
      passed();
    } else if (result instanceof CallResult.Failed failure && failure.isFromPeer()) {
      report(
          Optional.of(
              "a Check failed (%s) while a Health/Watch stream was open"
                  .formatted(failure.status().getCode())));
    }
    // Anything else is the end of the connection, or of the limit, which has a timer.
  }

  private synchronized void passed() {
    opening = cancelled(opening);
  }

  /** A check of the schedule calls the peer. */
  synchronized void calling() {
    if (!ended && check == null) {
      check = new AnswerTimer(connection, limit, clock, this::expired);
    }
  }

  /** It was answered. */
  synchronized void answered() {
    if (check != null) {
      history.answeredWithStream();
    }
    check = cancelled(check);
  }

  /** Whether a check of the schedule has called the peer, and has no answer yet. */
  synchronized boolean isCheckRunning() {
    return check != null;
  }

  private void expired(AnswerTimer timer, boolean onTime) {
    if (isCurrent(timer)) {
      report(onTime ? Optional.of(lateAnswer()) : Optional.empty());
    }
  }

  private synchronized boolean isCurrent(AnswerTimer timer) {
    return !ended && (timer == opening || timer == check);
  }

  private synchronized String lateAnswer() {
    return (begun
            ? "a Check was not answered within %s while a Health/Watch stream was open"
            : "a Health/Watch stream did not begin within %s")
        .formatted(DurationText.format(limit));
  }

  // Without the lock, since the listener has one of its own.
  private void report(Optional<String> evidence) {
    listener.harmful(this, evidence);
  }

  /** The stream has ended. */
  synchronized void end() {
    ended = true;
    opening = cancelled(opening);
    check = cancelled(check);
    if (canary != null) {
      canary.cancel();
    }
  }

  /**
   * Sends a Check after the stream was cancelled, which shows whether it was the stream, or a
   * network that is slow without one as well.
   *
   * @param listener gets how long the answer took; absent if none came
   */
  Cancellable callWithoutStream(Consumer<Optional<Duration>> listener) {
    TimePoint start = clock.now();
    return connection
        .call(probe, Deadline.startingNow(clock, COMPARISON_TIMEOUT))
        .onItem()
        .transform(result -> elapsed(start, result))
        .subscribe()
        .with(listener);
  }

  private Optional<Duration> elapsed(TimePoint start, CallResult result) {
    return result instanceof CallResult.Response
        ? Optional.of(start.until(clock.now()))
        : Optional.empty();
  }

  private static @Nullable AnswerTimer cancelled(@Nullable AnswerTimer timer) {
    if (timer != null) {
      timer.cancel();
    }
    return null;
  }

  /** Called when a timer has expired. */
  @FunctionalInterface
  private interface Expiry {
    /**
     * @param onTime false if the timer itself ran late, so that little is known about the peer
     */
    void expired(AnswerTimer timer, boolean onTime);
  }

  /**
   * Limits how long an answer may take. What has arrived by then is read first, so that a busy
   * event loop of ours is not taken for a slow peer.
   */
  private static final class AnswerTimer {

    private final GrpcConnection connection;
    private final Duration limit;
    private final Clock clock;
    private final Expiry expiry;
    private final TimePoint start;
    private final ScheduledFuture<?> future;

    /** Starts it. */
    AnswerTimer(GrpcConnection connection, Duration limit, Clock clock, Expiry expiry) {
      this.connection = connection;
      this.limit = limit;
      this.clock = clock;
      this.expiry = expiry;
      this.start = clock.now();
      this.future = clock.timers().schedule(this::read, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void cancel() {
      future.cancel(false);
    }

    private void read() {
      connection.afterReading(this::expire);
    }

    private void expire() {
      Duration elapsed = start.until(clock.now());
      expiry.expired(this, elapsed.compareTo(limit.multipliedBy(2)) < 0);
    }
  }
}
