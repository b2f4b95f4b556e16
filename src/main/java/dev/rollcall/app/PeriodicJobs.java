package dev.rollcall.app;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs periodic jobs on the framework's scheduler, which goes by the wall clock: when that is set
 * back, all jobs would pause for as long. So they are scheduled anew then.
 */
final class PeriodicJobs {

  private static final Duration CLOCK_CHECK_INTERVAL = Duration.ofSeconds(1);

  /** Smaller corrections of the clock are normal. */
  private static final Duration SET_BACK = Duration.ofSeconds(1);

  private final Runner runner;
  private final Clock time;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private TimePoint last;
  private Optional<Future<?>> clockChecks = Optional.empty();

  PeriodicJobs(Runner runner, Clock time) {
    this.runner = runner;
    this.time = time;
    this.last = time.now();
  }

  /** Runs jobs, each on a thread that may be blocked, and never twice at a time. */
  interface Runner {
    void begin(String name, Duration interval, Runnable task);

    void end(String name);
  }

  private record Job(Duration interval, Runnable task) {}

  /** Schedules a job, once an interval. */
  synchronized void add(String name, Duration interval, Runnable task) {
    jobs.put(name, new Job(interval, task));
    runner.begin(name, interval, task);
    if (clockChecks.isEmpty()) {
      last = time.now();
      clockChecks =
          Optional.of(
              time.timers()
                  .scheduleWithFixedDelay(
                      this::checkClock,
                      CLOCK_CHECK_INTERVAL.toMillis(),
                      CLOCK_CHECK_INTERVAL.toMillis(),
                      TimeUnit.MILLISECONDS));
    }
  }

  /** Stops checking the clock. */
  synchronized void stop() {
    clockChecks.ifPresent(future -> future.cancel(false));
  }

  private synchronized void checkClock() {
    TimePoint now = time.now();
    Duration byWallClock = Duration.between(last.wall(), now.wall());
    Duration elapsed = last.until(now);
    last = now;
    if (byWallClock.plus(SET_BACK).compareTo(elapsed) < 0) {
      jobs.keySet().forEach(runner::end);
      jobs.forEach((name, job) -> runner.begin(name, job.interval(), job.task()));
    }
  }
}
