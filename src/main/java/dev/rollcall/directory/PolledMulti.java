package dev.rollcall.directory;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.function.Supplier;

/**
 * A {@link Multi} that polls: each subscriber is sent what its {@link Poll} makes of the newest
 * snapshot, when it has requested an item and something has changed. It keeps no queue.
 */
final class PolledMulti<T> extends AbstractMulti<T> {

  private final Watchers watchers;
  private final Receiver receiver;
  private final Supplier<Poll<T>> polls;

  /**
   * @param polls makes one for each subscription
   */
  PolledMulti(Watchers watchers, Receiver receiver, Supplier<Poll<T>> polls) {
    this.watchers = watchers;
    this.receiver = receiver;
    this.polls = polls;
  }

  @Override
  public void subscribe(MultiSubscriber<? super T> subscriber) {
    watchers.open(new PollSubscription<>(watchers, receiver, polls.get(), subscriber));
  }
}
