package dev.rollcall.directory;

import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Streams the directory's changes to those who watch or wait, by whichever protocol: to a limited
 * number at a time, until they cancel or the service ends, which completes every stream.
 *
 * <p>All streams are driven by demand. An item is computed when its subscriber has requested one,
 * on the thread of its {@link Receiver}, from the newest snapshot: a slow subscriber skips to the
 * newest state, has no backlog, and costs no more than a fast one. So no operator that requests
 * ahead, such as {@code emitOn}, belongs behind them. A stream is subscribed to on that thread too,
 * or before anything else happens there.
 */
public final class Watchers {

  private final DirectoryView directory;
  private final Clock clock;
  private final int limit;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<PollSubscription<?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  /**
   * @param notifier reports each change of the directory, from here on
   * @param limit the most that may be subscribed at a time
   */
  public Watchers(DirectoryView directory, ThrottledNotifier notifier, Clock clock, int limit) {
    this.directory = directory;
    this.clock = clock;
    this.limit = limit;
    notifier.add(this::onChange);
  }

  /**
   * The changes of the peers that match, as deltas. The first is emitted even if it is empty.
   *
   * @param after what the subscriber has already, of this run or another; absent: nothing
   * @param keepAlive after so long without an event, one without a delta is emitted
   * @throws TooManyWatchersException as the stream's failure
   */
  public Multi<WatchEvent> deltas(
      PeerFilter filter, Optional<Revision> after, Duration keepAlive, Receiver receiver) {
    return new PolledMulti<>(
        this,
        receiver,
        () -> new DeltaPoll(new Cursor(filter, after), new KeepAliveTimer(clock, keepAlive)));
  }

  /**
   * What a function makes of the snapshots, now and each time that it differs from the item before.
   *
   * @throws TooManyWatchersException as the stream's failure
   */
  public <T> Multi<T> distinct(Function<Snapshot, T> function, Receiver receiver) {
    return new PolledMulti<>(this, receiver, () -> new DistinctPoll<>(function));
  }

  /**
   * What a function makes of the snapshots that it makes something of, now and after each change.
   *
   * @throws TooManyWatchersException as the stream's failure
   */
  public <T> Multi<T> selected(Function<Snapshot, Optional<T>> function, Receiver receiver) {
    return new PolledMulti<>(this, receiver, () -> function::apply);
  }

  /** How many are subscribed. */
  public int count() {
    return count.get();
  }

  /** The most that may be subscribed at a time. */
  public int limit() {
    return limit;
  }

  /** Whether the service ends. */
  public boolean isEnding() {
    return ending;
  }

  /** Completes every stream, after what is still to be emitted on demand; later ones at once. */
  public void end() {
    ending = true;
    onChange();
  }

  Snapshot newest() {
    return directory.snapshot();
  }

  void open(PollSubscription<?> subscription) {
    if (ending) {
      subscription.complete();
    } else if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      subscription.fail(new TooManyWatchersException(limit));
    } else {
      // Before its first poll, so that no change falls in between.
      open.add(subscription);
      subscription.start();
      if (ending) {
        subscription.onChange();
      }
    }
  }

  /** Whether it was open. */
  boolean close(PollSubscription<?> subscription) {
    boolean wasOpen = open.remove(subscription);
    if (wasOpen) {
      count.decrementAndGet();
    }
    return wasOpen;
  }

  private void onChange() {
    open.forEach(PollSubscription::onChange);
  }
}
