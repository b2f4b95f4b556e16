package dev.rollcall.directory;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Wakes those who wait for news: at once after a quiet time, and when changes come thick, once for
 * all that came within {@link #GAP}. So the cost of telling does not grow with the changes.
 */
public final class ChangeNotifier {

  /** The least time from one waking to the next. */
  public static final Duration GAP = Duration.ofMillis(50);

  private final Clock time;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Optional<TimePoint> last = Optional.empty();
  private boolean due;

  /** Wakes by this time. */
  public ChangeNotifier(Clock time) {
    this.time = time;
  }

  /**
   * From the return of this call on, each change is followed by a call of the listener.
   *
   * @param listener called on the timers' thread; it must not block, and only hand over
   */
  public void add(Runnable listener) {
    listeners.add(listener);
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
    listeners.forEach(Runnable::run);
  }
}
