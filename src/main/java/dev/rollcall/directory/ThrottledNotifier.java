package dev.rollcall.directory;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Throttles notifications of changes to its listeners: it calls them at once after a quiet time,
 * and at most once in {@link #MIN_INTERVAL} while changes keep coming. So their cost does not grow
 * with the changes.
 */
public final class ThrottledNotifier {

  /** The least time from one call of a listener to the next. */
  public static final Duration MIN_INTERVAL = Duration.ofMillis(50);

  private final Clock clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Optional<TimePoint> lastRun = Optional.empty();
  private boolean scheduled;

  /**
   * @param clock whose timers' thread calls the listeners
   */
  public ThrottledNotifier(Clock clock) {
    this.clock = clock;
  }

  /**
   * From the return of this call on, each change is followed by a call of the listener.
   *
   * @param listener called on the timers' thread; it must not block, and only hand over
   */
  public void add(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Something that listeners can read has changed. To be called by the one writer, on the timers'
   * thread.
   */
  public void changed() {
    if (scheduled) {
      return;
    }
    long remaining = lastRun.map(this::remaining).orElse(0L);
    if (remaining <= 0) {
      notifyListeners();
    } else {
      scheduled = true;
      var unused = clock.timers().schedule(this::notifyListeners, remaining, TimeUnit.NANOSECONDS);
    }
  }

  private long remaining(TimePoint last) {
    return MIN_INTERVAL.minus(last.until(clock.now())).toNanos();
  }

  private void notifyListeners() {
    scheduled = false;
    lastRun = Optional.of(clock.now());
    listeners.forEach(Runnable::run);
  }
}
