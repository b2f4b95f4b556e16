package dev.rollcall.time;

import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The system's clock, with a single daemon thread for the timers. */
public final class SystemClock implements Clock, AutoCloseable {

  private final ScheduledThreadPoolExecutor timers;

  /** Starts the timer thread under this name. */
  public SystemClock(String threadName) {
    timers =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
    // A peer that is removed takes its timer with it.
    timers.setRemoveOnCancelPolicy(true);
  }

  @Override
  public TimePoint now() {
    return new TimePoint(Instant.now(), System.nanoTime());
  }

  @Override
  public ScheduledExecutorService timers() {
    return timers;
  }

  /** Drops every timer that has not fired. */
  @Override
  public void close() {
    timers.shutdownNow();
  }
}
