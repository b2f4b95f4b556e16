package dev.rollcall.testing.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Timers on the caller's thread that fire when {@link #advance} comes to them. */
public final class ManualTimers extends AbstractExecutorService
    implements ScheduledExecutorService {

  private final PriorityQueue<Timer<?>> pending =
      new PriorityQueue<>(
          Comparator.<Timer<?>>comparingLong(timer -> timer.due)
              .thenComparingLong(timer -> timer.number));
  private long ticks;
  private long count;
  private boolean shut;

  /** Nanoseconds that have passed. */
  public long ticks() {
    return ticks;
  }

  /** How many timers have not fired yet. */
  public int pending() {
    pending.removeIf(FutureTask::isCancelled);
    return pending.size();
  }

  /** Time passes, and what is due in it has to wait: nothing runs. */
  void stall(Duration duration) {
    ticks += duration.toNanos();
  }

  void advance(Duration duration) {
    long target = ticks + duration.toNanos();
    for (Timer<?> next = pending.peek();
        next != null && next.due <= target;
        next = pending.peek()) {
      pending.remove();
      ticks = Math.max(ticks, next.due);
      next.fire();
    }
    ticks = target;
  }

  @Override
  public void execute(Runnable command) {
    pending.add(new Timer<>(Executors.callable(command), ticks, 0));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return schedule(Executors.callable(command), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    Timer<V> timer = new Timer<>(callable, ticks + unit.toNanos(delay), 0);
    pending.add(timer);
    return timer;
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    Timer<?> timer =
        new Timer<>(
            Executors.callable(command), ticks + unit.toNanos(initialDelay), unit.toNanos(period));
    pending.add(timer);
    return timer;
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    Timer<?> timer =
        new Timer<>(
            Executors.callable(command), ticks + unit.toNanos(initialDelay), -unit.toNanos(delay));
    pending.add(timer);
    return timer;
  }

  @Override
  public void shutdown() {
    shut = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shut = true;
    List<Runnable> dropped = new ArrayList<>(pending);
    pending.clear();
    return dropped;
  }

  @Override
  public boolean isShutdown() {
    return shut;
  }

  @Override
  public boolean isTerminated() {
    return shut && pending() == 0;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }

  private final class Timer<V> extends FutureTask<V> implements ScheduledFuture<V> {

    private final long number = count++;
    // As in the JDK: of the rate if positive, of the delay if negative.
    private final long period;
    private long due;

    Timer(Callable<V> callable, long due, long period) {
      super(callable);
      this.due = due;
      this.period = period;
    }

    void fire() {
      if (period == 0) {
        run();
      } else if (runAndReset()) {
        due = period > 0 ? due + period : ticks - period;
        pending.add(this);
      }
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - ticks, TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
