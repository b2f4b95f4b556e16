package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds a Health/Watch stream on the kept connection while the peer serves, and opens it again when
 * it has ended. Nothing depends on it: what it says, and that it ended, are hints.
 */
final class HealthWatchKeeper implements ConnectionObserver, WatchStream.Owner {

  private final HealthCheckRequest request;
  private final CachedConnection kept;
  private final Semaphore permits;
  private final Clock time;
  private Backoff backoff;

  /** When the next stream may be opened. */
  private TimePoint notBefore;

  /** Whether the last answer to a check was that the peer serves. */
  private boolean serves;

  private @Nullable WatchStream stream;
  private @Nullable ScheduledFuture<?> timer;
  private boolean closed;

  /**
   * @param kept over which the stream is held
   * @param permits one is taken for each stream that is open
   * @param seed spreads the waits
   */
  HealthWatchKeeper(
      HealthCheckRequest request, CachedConnection kept, Semaphore permits, Clock time, long seed) {
    this.request = request;
    this.kept = kept;
    this.permits = permits;
    this.time = time;
    this.backoff = Backoff.startingWith(seed);
    this.notBefore = time.now();
  }

  @Override
  public synchronized void answered(GrpcConnection connection, Outcome outcome) {
    serves = outcome instanceof Outcome.Success;
    openWhenDue();
  }

  @Override
  public void told(GrpcConnection connection, int servingStatus) {
    kept.hints()
        .give(
            "%s says %s over its health stream"
                .formatted(connection.place(), HealthProbe.named(servingStatus)));
  }

  @Override
  public void ended(GrpcConnection connection, Duration life, Status status) {
    boolean hasNone = status.getCode() == Status.Code.UNIMPLEMENTED;
    if (hasNone) {
      connection.rememberThatItHasNoWatch();
    }
    goOnAfter(life, hasNone);
    // If the connection has ended as well, it is that which gives the hint.
    if (!hasNone && connection.isLive()) {
      kept.hints()
          .give("%s ended its health stream (%s)".formatted(connection.place(), status.getCode()));
    }
  }

  private synchronized void goOnAfter(Duration life, boolean hasNone) {
    stream = null;
    permits.release();
    if (!hasNone) {
      backoff = backoff.after(life);
      notBefore = time.now().plus(backoff.delay());
      openWhenDue();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.cancel(false);
    }
    if (stream != null) {
      stream.cancel();
    }
  }

  private void openWhenDue() {
    if (closed || !serves || stream != null || timer != null) {
      return;
    }
    Duration wait = time.now().until(notBefore);
    if (wait.isNegative() || wait.isZero()) {
      kept.live().filter(GrpcConnection::hasWatch).ifPresent(this::openOver);
    } else {
      timer = time.timers().schedule(this::openLate, wait.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void openLate() {
    timer = null;
    openWhenDue();
  }

  private void openOver(GrpcConnection connection) {
    if (permits.tryAcquire()) {
      WatchStream opened = new WatchStream(connection, this, time);
      stream = opened;
      opened.open(request);
    }
  }
}
