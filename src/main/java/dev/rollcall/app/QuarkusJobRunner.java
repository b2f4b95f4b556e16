package dev.rollcall.app;

import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import java.time.Duration;

/** Runs jobs on Quarkus' scheduler. */
final class QuarkusJobRunner implements PeriodicJobs.Runner {

  private final Scheduler scheduler;

  QuarkusJobRunner(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void begin(String name, Duration interval, Runnable task) {
    scheduler
        .newJob(name)
        .setInterval(interval.toString())
        .setConcurrentExecution(ConcurrentExecution.SKIP)
        .setTask(execution -> task.run())
        .schedule();
  }

  @Override
  public void end(String name) {
    scheduler.unscheduleJob(name);
  }
}
