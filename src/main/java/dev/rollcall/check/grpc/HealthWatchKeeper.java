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
 * Keeps a Health/Watch stream open on the cached connection while the peer is serving, and reopens
 * it when it has ended. Nothing depends on it: its messages and its end are only hints.
 */
final class HealthWatchKeeper implements ConnectionObserver, WatchStream.Owner {

  private final HealthCheckRequest request;
  private final CachedConnection cached;
  private final Semaphore permits;
  private final Clock clock;
  private Backoff backoff;

  /** When the next stream may be opened. */
  private TimePoint notBefore;

  /** Whether the peer was serving at the last check. */
  private boolean serving;

  private @Nullable WatchStream stream;
  private @Nullable ScheduledFuture<?> timer;
  private boolean closed;

  /**
   * @param cached the connection that the stream is opened on
   * @param permits one is acquired for each open stream
   * @param seed makes the backoff differ between observers and peers
   */
  HealthWatchKeeper(
      HealthCheckRequest request,
      CachedConnection cached,
      Semaphore permits,
      Clock clock,
      long seed) {
    this.request = request;
    this.cached = cached;
    this.permits = permits;
    this.clock = clock;
    this.backoff = Backoff.startingWith(seed);
    this.notBefore = clock.now();
  }

  @Override
  public synchronized void answered(GrpcConnection connection, Outcome outcome) {
    serving = outcome instanceof Outcome.Success;
    openWhenDue();
  }

  @Override
  public void reported(GrpcConnection connection, int servingStatus) {
    cached
        .hints()
        .emit(
            "%s reports %s on its Health/Watch stream"
                .formatted(connection.label(), HealthProbe.nameOf(servingStatus)));
  }

  @Override
  public void ended(GrpcConnection connection, Duration lifetime, Status status) {
    boolean unimplemented = status.getCode() == Status.Code.UNIMPLEMENTED;
    if (unimplemented) {
      connection.disableWatch();
    }
    scheduleNextAfter(lifetime, unimplemented);
    // If the connection was lost as well, that gives the hint.
    if (!unimplemented && connection.isLive()) {
      cached
          .hints()
          .emit(
              "%s ended its Health/Watch stream (%s)"
                  .formatted(connection.label(), status.getCode()));
    }
  }

  private synchronized void scheduleNextAfter(Duration lifetime, boolean unimplemented) {
    stream = null;
    permits.release();
    if (!unimplemented) {
      backoff = backoff.after(lifetime);
      notBefore = clock.now().plus(backoff.delay());
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
    if (closed || !serving || stream != null || timer != null) {
      return;
    }
    Duration delay = clock.now().until(notBefore);
    if (delay.isNegative() || delay.isZero()) {
      cached.live().filter(GrpcConnection::hasWatch).ifPresent(this::openOn);
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
    if (permits.tryAcquire()) {
      WatchStream opened = new WatchStream(connection, this, clock);
      stream = opened;
      opened.open(request);
    }
  }
}
