package dev.rollcall.directory;

import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.Optional;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One subscription to a {@link PolledMulti}. Requests, changes and the end of the service only make
 * it look again, in a task of the receiver: the poll happens there, just before its result is
 * passed on. However many reasons there are before that task runs, it runs once.
 */
final class PollSubscription<T> implements Subscription {

  private final Watchers watchers;
  private final Receiver receiver;
  private final Poll<T> poll;
  private final MultiSubscriber<? super T> subscriber;
  private final AtomicLong requested = new AtomicLong();

  /** Reasons to run since the task last began; above zero it is scheduled or running. */
  private final AtomicInteger reasons = new AtomicInteger(1);

  private volatile boolean changed = true;
  private volatile boolean closed;

  PollSubscription(
      Watchers watchers, Receiver receiver, Poll<T> poll, MultiSubscriber<? super T> subscriber) {
    this.watchers = watchers;
    this.receiver = receiver;
    this.poll = poll;
    this.subscriber = subscriber;
  }

  /** To be called once, when changes are already reported to {@link #onChange}. */
  void start() {
    poll.start(this::onChange);
    subscriber.onSubscribe(this);
    // The first reason is there from the beginning, so nothing has scheduled the task before.
    receiver.execute(this::run);
  }

  /** Ends it before it has started. */
  void complete() {
    Subscriptions.complete(subscriber);
  }

  /** Ends it before it has started. */
  void fail(Throwable failure) {
    Subscriptions.fail(subscriber, failure);
  }

  @Override
  public void request(long items) {
    if (items > 0) {
      Subscriptions.add(requested, items);
      schedule();
    } else if (close()) {
      subscriber.onFailure(Subscriptions.getInvalidRequestException());
    }
  }

  @Override
  public void cancel() {
    close();
  }

  /** The poll may have something new. */
  void onChange() {
    changed = true;
    schedule();
  }

  private void schedule() {
    if (reasons.getAndIncrement() == 0) {
      receiver.execute(this::run);
    }
  }

  private void run() {
    int handled = reasons.get();
    do {
      emit();
      handled = reasons.addAndGet(-handled);
    } while (handled != 0);
  }

  private void emit() {
    // Read before the poll, so that the last poll sees that the service ends.
    boolean ending = watchers.isEnding();
    if (!closed && (changed || ending) && requested.get() > 0 && receiver.isReady()) {
      changed = false;
      poll().ifPresent(this::pass);
    }
    if (ending && close()) {
      subscriber.onCompletion();
    }
  }

  private Optional<T> poll() {
    try {
      return poll.next(watchers.newest());
    } catch (RuntimeException e) {
      if (close()) {
        subscriber.onFailure(e);
      }
      return Optional.empty();
    }
  }

  private void pass(T item) {
    Subscriptions.produced(requested, 1);
    subscriber.onItem(item);
  }

  /** Whether it was open. */
  private boolean close() {
    closed = true;
    boolean first = watchers.close(this);
    if (first) {
      poll.stop();
    }
    return first;
  }
}
