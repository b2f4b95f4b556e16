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
 * What is done regularly. The framework's scheduler does it, and goes by the wall clock: where that
 * is set back, all jobs would pause for as long. So they are begun anew then.
 */
final class PeriodicJobs {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** What the clock is corrected by all the time is less. */
  private static final Duration SET_BACK = Duration.ofSeconds(1);

  private final Runner runner;
  private final Clock time;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private TimePoint last;
  private Optional<Future<?>> looks = Optional.empty();

  PeriodicJobs(Runner runner, Clock time) {
    this.runner = runner;
    this.time = time;
    this.last = time.now();
  }

  /** What runs jobs, each on a thread that may be blocked, and never twice at a time. */
  interface Runner {
    void begin(String name, Duration interval, Runnable task);

    void end(String name);
  }

  private record Job(Duration interval, Runnable task) {}

  /** Begins to do this once an interval. */
  synchronized void add(String name, Duration interval, Runnable task) {
    jobs.put(name, new Job(interval, task));
    runner.begin(name, interval, task);
    if (looks.isEmpty()) {
      last = time.now();
      looks =
          Optional.of(
              time.timers()
                  .scheduleWithFixedDelay(
                      this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  /** Looks at the clock no more. */
  synchronized void stop() {
    looks.ifPresent(running -> running.cancel(false));
  }

  private synchronized void look() {
    TimePoint now = time.now();
    Duration shown = Duration.between(last.wall(), now.wall());
    Duration passed = last.until(now);
    last = now;
    if (shown.plus(SET_BACK).compareTo(passed) < 0) {
      jobs.keySet().forEach(runner::end);
      jobs.forEach((name, job) -> runner.begin(name, job.interval(), job.task()));
    }
  }
}
