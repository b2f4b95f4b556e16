package dev.rollcall.directory;

import dev.rollcall.directory.ChangeNotifier.Registration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Those who watch or wait, by whichever protocol. There are at most so many at a time; each is
 * woken when there is news; and all of them are told when the service ends.
 */
public final class Watchers {

  private final ChangeNotifier pulse;
  private final int limit;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Subscription> seats = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  /**
   * @param limit the most at a time
   */
  public Watchers(ChangeNotifier pulse, int limit) {
    this.pulse = pulse;
    this.limit = limit;
  }

  /** One of them. Both are called by its executor. */
  public interface Watcher {

    /** There may be something to tell. */
    void onChange();

    /** The service ends: the last words. */
    void onShutdown();
  }

  /**
   * Takes one more, who from here on is woken for each change until the seat is closed.
   *
   * @param executor runs its tasks one after the other
   * @return absent: there are as many as may be
   */
  public Optional<Subscription> admit(Executor executor, Watcher watcher) {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      return Optional.empty();
    }
    Subscription seat = new Subscription(executor, watcher);
    seats.add(seat);
    if (ending) {
      seat.end();
    }
    return Optional.of(seat);
  }

  /** How many there are. */
  public int count() {
    return count.get();
  }

  /** The most that there may be. */
  public int limit() {
    return limit;
  }

  /** Whether the service ends. */
  public boolean isEnding() {
    return ending;
  }

  /** From here on each one takes its leave, and new ones do so at once. */
  public void end() {
    ending = true;
    seats.forEach(Subscription::end);
  }

  /** The place of one watcher. */
  public final class Subscription implements AutoCloseable {

    private final Executor executor;
    private final Watcher watcher;
    private final Registration waiting;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Subscription(Executor executor, Watcher watcher) {
      this.executor = executor;
      this.watcher = watcher;
      this.waiting = pulse.add(this::wake);
    }

    /** Makes place for another; to be called at its end, however often. */
    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        waiting.close();
        seats.remove(this);
        count.decrementAndGet();
      }
    }

    /** However often it is woken before its executor comes to it, it looks once. */
    private void wake() {
      if (woken.compareAndSet(false, true)) {
        executor.execute(this::look);
      }
    }

    private void look() {
      woken.set(false);
      if (!closed.get()) {
        watcher.onChange();
      }
    }

    private void end() {
      executor.execute(this::leave);
    }

    private void leave() {
      if (!closed.get()) {
        watcher.onShutdown();
      }
    }
  }
}
