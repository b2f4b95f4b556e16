package dev.rollcall.time;

import java.util.concurrent.ScheduledExecutorService;

/** The clock, monotonic ticker and timers of the whole program; a test can replace it. */
public interface Clock {

  /** The current time, by the wall clock and by the monotonic one. */
  TimePoint now();

  /** The timers. They are a single thread, so tasks run one after another, and must never block. */
  ScheduledExecutorService timers();
}
