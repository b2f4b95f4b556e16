package dev.rollcall.time;

import java.util.concurrent.ScheduledExecutorService;

/** Clock, monotonic ticker and timers. Everything that asks for the time or waits asks this. */
public interface Clock {

  /** The present, by the wall clock and by the monotonic one. */
  TimePoint now();

  /**
   * Where timers fire. It is one thread, so what runs on it runs one after the other; it must never
   * be blocked.
   */
  ScheduledExecutorService timers();
}
