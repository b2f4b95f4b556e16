package dev.rollcall.directory;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Wakes those who wait for news: at once after a quiet time, and when changes come thick, once for
 * all that came within {@link #GAP}. So the cost of telling does not grow with the changes.
 */
public final class ChangeNotifier {

  /** The least time from one waking to the next. */
  public static final Duration GAP = Duration.ofMillis(50);

  private final Clock time;
  private final Set<Registration> all = ConcurrentHashMap.newKeySet();
  private Optional<TimePoint> last = Optional.empty();
  private boolean due;

  /** Wakes by this time. */
  public ChangeNotifier(Clock time) {
    this.time = time;
  }

  /** Somebody who waits, until it is closed. */
  public final class Registration implements AutoCloseable {

    private final Runnable wake;

    private Registration(Runnable wake) {
      this.wake = wake;
    }

    @Override
    public void close() {
      all.remove(this);
    }
  }

  /**
   * From the return of this call on, each change is followed by a waking.
   *
   * @param wake called on the thread of the timers; it must not block, and only hand over
   */
  public Registration add(Runnable wake) {
    Registration waiting = new Registration(wake);
    all.add(waiting);
    return waiting;
  }

  /** There is another snapshot. To be called by the writer alone, on the thread of the timers. */
  public void changed() {
    if (due) {
      return;
    }
    long rest = last.map(this::rest).orElse(0L);
    if (rest <= 0) {
      wakeAll();
    } else {
      due = true;
      var unused = time.timers().schedule(this::wakeAll, rest, TimeUnit.NANOSECONDS);
    }
  }

  private long rest(TimePoint before) {
    return GAP.minus(before.until(time.now())).toNanos();
  }

  private void wakeAll() {
    due = false;
    last = Optional.of(time.now());
    all.forEach(waiting -> waiting.wake.run());
  }
}
