package dev.rollcall.directory;

import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.monitor.Status;
import dev.rollcall.testing.peer.DirectoryFixture;
import dev.rollcall.testing.time.ManualClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchersTest {

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final PeerFilter HEALTHY = PeerFilter.ALL.with(Set.of(Status.HEALTHY));
  private static final int LIMIT = 2;

  private final ManualClock clock = new ManualClock();
  private final ThrottledNotifier notifier = new ThrottledNotifier(clock);
  private final DirectoryFixture lab = new DirectoryFixture(notifier::changed, peers("a", "b"));
  private final Watchers watchers = new Watchers(lab.directory(), notifier, clock, LIMIT);

  @Test
  void withoutDemandNothingIsEmitted() {
    Watcher<WatchEvent> watcher = watch();

    judge("a", Status.HEALTHY);
    watcher.run();

    assertEquals(List.of(), watcher.events);
    assertEquals(0, watcher.tasks.size());
    assertEquals(1, watchers.count());
  }

  @Test
  void theStateIsComputedWhenItIsRequestedAndOnTheExecutor() {
    Watcher<WatchEvent> watcher = watch();
    judge("a", Status.HEALTHY);
    watcher.request(1);
    assertEquals(List.of(), watcher.events);
    judge("a", Status.SUSPECT);

    watcher.run();

    assertEquals(List.of("reset a b @3"), watcher.events);
  }

  @Test
  void oneRequestIsOneEvent() {
    Watcher<WatchEvent> watcher = watch();
    watcher.request(1);
    watcher.run();

    judge("a", Status.HEALTHY);
    watcher.run();
    judge("b", Status.HEALTHY);
    watcher.run();
    assertEquals(List.of("reset a b @1"), watcher.events);
    watcher.request(1);
    watcher.run();

    assertEquals(List.of("reset a b @1", "a b @3"), watcher.events);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, Long.MAX_VALUE})
  void manyRequestsAreAnEventForEachChangeAndNoneInBetween(long demand) {
    Watcher<WatchEvent> watcher = watch();
    watcher.request(demand);
    watcher.run();
    watcher.run();
    judge("a", Status.HEALTHY);
    watcher.run();
    judge("a", Status.HEALTHY);
    judge("b", Status.UNKNOWN);
    watcher.run();
    judge("b", Status.UNHEALTHY);
    watcher.run();

    assertEquals(List.of("reset a b @1", "a @2", "b @3"), watcher.events);
  }

  @Test
  void requestsAddUp() {
    Watcher<WatchEvent> watcher = watch();
    watcher.request(1);
    watcher.request(1);
    watcher.run();
    judge("a", Status.HEALTHY);
    watcher.run();
    judge("a", Status.SUSPECT);
    watcher.run();

    assertEquals(List.of("reset a b @1", "a @2"), watcher.events);
  }

  @Test
  void aSlowSubscriberSkipsToTheNewestState() {
    Watcher<WatchEvent> watcher = watch();
    watcher.request(1);
    watcher.run();

    for (Status status : List.of(Status.HEALTHY, Status.SUSPECT, Status.UNHEALTHY)) {
      judge("a", status);
      watcher.run();
    }
    watcher.request(10);
    watcher.run();

    assertEquals(List.of("reset a b @1", "a @4"), watcher.events);
  }

  @Test
  void oneThatIsNotReadyAnyMoreHasNoBacklogInSpiteOfItsRequest() {
    Watcher<WatchEvent> watcher = watch();
    watcher.request(2);
    watcher.run();
    watcher.isReady = false;
    judge("a", Status.HEALTHY);
    watcher.run();
    judge("a", Status.SUSPECT);
    watcher.run();
    assertEquals(List.of("reset a b @1"), watcher.events);

    watcher.isReady = true;
    watcher.request(1);
    watcher.run();

    assertEquals(List.of("reset a b @1", "a @3"), watcher.events);
  }

  @Test
  void changesBeforeTheTaskRunsScheduleItOnce() {
    Watcher<WatchEvent> watcher = watch();
    watcher.request(Long.MAX_VALUE);
    watcher.run();

    for (int i = 0; i < 10; i++) {
      judge("a", i % 2 == 0 ? Status.HEALTHY : Status.SUSPECT);
    }

    assertEquals(1, watcher.tasks.size());
    watcher.run();
    assertEquals(List.of("reset a b @1", "a @11"), watcher.events);
  }

  @Test
  void aRequestOutOfAnEventIsServedWithoutAnotherTask() {
    Watcher<WatchEvent> watcher = watch();
    watcher.onEvent = () -> watcher.request(1);
    watcher.request(1);
    watcher.run();
    judge("a", Status.HEALTHY);

    watcher.tasks.remove().run();

    assertEquals(List.of("reset a b @1", "a @2"), watcher.events);
    assertEquals(0, watcher.tasks.size());
  }

  @Test
  void aChangeWhileAnEventIsPassedOnIsNotLost() {
    Watcher<WatchEvent> watcher = watch();
    watcher.onEvent =
        () -> {
          watcher.onEvent = () -> {};
          judge("a", Status.HEALTHY);
        };
    watcher.request(2);

    watcher.run();

    assertEquals(List.of("reset a b @1", "a @2"), watcher.events);
  }

  @Test
  void aCancelledOneIsNotWokenAndLeavesNothingBehind() {
    Watcher<WatchEvent> watcher = watch();
    watcher.request(10);
    watcher.run();
    judge("a", Status.HEALTHY);

    watcher.subscription.cancel();
    watcher.subscription.cancel();
    watcher.run();
    judge("a", Status.SUSPECT);

    assertEquals(0, watcher.tasks.size());
    assertEquals(List.of("reset a b @1"), watcher.events);
    assertEquals(0, watchers.count());
    assertEquals(0, clock.timers().pending());
  }

  @Test
  void oneThatCancelsOutOfAnEventGetsNoMore() {
    Watcher<WatchEvent> watcher = watch();
    watcher.onEvent = () -> watcher.subscription.cancel();
    watcher.request(10);
    watcher.run();
    watchers.end();
    watcher.run();

    assertEquals(List.of("reset a b @1"), watcher.events);
    assertEquals(0, watchers.count());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void aRequestOfNoneIsAFailure(long items) {
    Watcher<WatchEvent> watcher = watch();

    watcher.request(items);

    assertEquals(List.of("failed: IllegalArgumentException"), watcher.events);
    assertEquals(0, watchers.count());
  }

  @Test
  void itResumes() {
    Revision before = lab.directory().snapshot().revision();
    judge("b", Status.HEALTHY);

    Watcher<WatchEvent> watcher = watch(PeerFilter.ALL, Optional.of(before));
    watcher.request(1);
    watcher.run();

    assertEquals(List.of("b @2"), watcher.events);
  }

  @Test
  void aKeepAliveComesAfterAnIntervalWithoutAnEvent() {
    Watcher<WatchEvent> watcher = watch();
    watcher.request(100);
    watcher.run();

    pass(watcher, Duration.ofSeconds(20));
    judge("a", Status.HEALTHY);
    watcher.run();
    pass(watcher, Duration.ofMillis(29_999));
    assertEquals(List.of("reset a b @1", "a @2"), watcher.events);
    pass(watcher, Duration.ofMillis(1));
    pass(watcher, KEEP_ALIVE);

    assertEquals(List.of("reset a b @1", "a @2", "keep-alive @2", "keep-alive @2"), watcher.events);
  }

  /** Whoever resumes from a keep-alive must not miss what came before it. */
  @Test
  void aKeepAliveLeadsToTheNewestSnapshotOfWhichNothingMatched() {
    Watcher<WatchEvent> watcher = watch(HEALTHY, Optional.empty());
    watcher.request(100);
    watcher.run();
    judge("a", Status.UNHEALTHY);

    pass(watcher, KEEP_ALIVE);

    assertEquals(List.of("reset @1", "keep-alive @2"), watcher.events);
  }

  @Test
  void withoutDemandThereIsNoKeepAliveEither() {
    Watcher<WatchEvent> watcher = watch();
    watcher.request(1);
    watcher.run();

    pass(watcher, Duration.ofMinutes(10));
    assertEquals(List.of("reset a b @1"), watcher.events);
    watcher.request(10);
    watcher.run();

    assertEquals(List.of("reset a b @1", "keep-alive @1"), watcher.events);
  }

  @Test
  void beyondTheLimitSubscribingFailsUntilAnotherCancels() {
    Watcher<WatchEvent> first = watch();
    watch();

    Watcher<WatchEvent> beyond = watch();

    assertEquals(List.of("failed: TooManyWatchersException"), beyond.events);
    assertEquals(LIMIT, watchers.count());
    first.subscription.cancel();
    Watcher<WatchEvent> next = watch();
    next.request(1);
    next.run();
    assertEquals(List.of("reset a b @1"), next.events);
  }

  @Test
  void aStreamMayBeSubscribedToTwiceAndBothCount() {
    Watcher<WatchEvent> one = new Watcher<>(WatchersTest::formatted);
    Watcher<WatchEvent> other = new Watcher<>(WatchersTest::formatted);
    Multi<WatchEvent> stream = watchers.deltas(PeerFilter.ALL, Optional.empty(), KEEP_ALIVE, one);
    stream.subscribe(one);
    stream.subscribe(other);

    one.request(1);
    other.request(1);
    one.run();

    assertEquals(List.of("reset a b @1"), one.events);
    assertEquals(List.of("reset a b @1"), other.events);
    assertEquals(2, watchers.count());
  }

  @Test
  void theEndOfTheServiceCompletesEachOnItsExecutor() {
    Watcher<WatchEvent> slow = watch();
    Watcher<WatchEvent> quick = watch();
    quick.request(10);
    quick.run();
    judge("a", Status.HEALTHY);

    watchers.end();
    assertEquals(List.of(), slow.events);
    slow.run();
    quick.run();

    assertEquals(List.of("completed"), slow.events);
    assertEquals(List.of("reset a b @1", "a @2", "completed"), quick.events);
    assertEquals(0, watchers.count());
    assertEquals(0, clock.timers().pending());
  }

  @Test
  void afterTheEndStreamsAreEmpty() {
    watchers.end();

    assertEquals(List.of("completed"), watch().events);
    assertEquals(0, watchers.count());
  }

  @Test
  void distinctItemsAreEmittedAndTheEndIsSeen() {
    Watcher<String> watcher = new Watcher<>(item -> item);
    watchers
        .distinct(
            snapshot ->
                watchers.isEnding() ? "ending" : snapshot.peerStates().get(0).status().name(),
            watcher)
        .subscribe(watcher);
    watcher.request(10);
    watcher.run();

    judge("b", Status.HEALTHY);
    watcher.run();
    judge("a", Status.HEALTHY);
    watcher.run();
    watchers.end();
    watcher.run();

    assertEquals(List.of("UNKNOWN", "HEALTHY", "ending", "completed"), watcher.events);
  }

  @Test
  void selectedItemsAreThoseThatTheFunctionReturns() {
    Watcher<Long> watcher = new Watcher<>(String::valueOf);
    watchers
        .selected(
            snapshot -> Optional.of(snapshot.revision().number()).filter(number -> number > 2),
            watcher)
        .subscribe(watcher);
    watcher.request(1);
    for (Status status : List.of(Status.HEALTHY, Status.SUSPECT, Status.UNHEALTHY)) {
      judge("a", status);
      watcher.run();
    }

    assertEquals(List.of("3"), watcher.events);
  }

  @Test
  void anErrorOfTheFunctionIsAFailure() {
    Watcher<String> watcher = new Watcher<>(item -> item);
    watchers
        .<String>distinct(
            snapshot -> {
              throw new IllegalStateException("expected");
            },
            watcher)
        .subscribe(watcher);
    watcher.request(1);
    watcher.run();

    assertEquals(List.of("failed: IllegalStateException"), watcher.events);
    assertEquals(0, watchers.count());
  }

  private void judge(String id, Status status) {
    clock.advance(ThrottledNotifier.MIN_INTERVAL);
    lab.judge(id, status);
  }

  private void pass(Watcher<?> watcher, Duration duration) {
    clock.advance(duration);
    watcher.run();
  }

  private Watcher<WatchEvent> watch() {
    return watch(PeerFilter.ALL, Optional.empty());
  }

  private Watcher<WatchEvent> watch(PeerFilter filter, Optional<Revision> after) {
    Watcher<WatchEvent> watcher = new Watcher<>(WatchersTest::formatted);
    watchers.deltas(filter, after, KEEP_ALIVE, watcher).subscribe(watcher);
    return watcher;
  }

  private static String formatted(WatchEvent event) {
    List<String> words = new ArrayList<>();
    event.delta().ifPresentOrElse(delta -> format(delta, words), () -> words.add("keep-alive"));
    words.add("@" + event.snapshot().revision().number());
    return String.join(" ", words);
  }

  private static void format(Delta delta, List<String> words) {
    if (delta.reset()) {
      words.add("reset");
    }
    delta.changed().forEach(peerState -> words.add(peerState.peer().id().value()));
    delta.removed().forEach(id -> words.add("-" + id));
  }

  /** A subscriber whose executor runs when the test says so. */
  private static final class Watcher<T> implements MultiSubscriber<T>, Receiver {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> events = new ArrayList<>();
    private final Function<T, String> format;
    private Runnable onEvent = () -> {};
    private boolean isReady = true;
    private Subscription subscription = Subscriptions.empty();

    Watcher(Function<T, String> format) {
      this.format = format;
    }

    void request(long items) {
      subscription.request(items);
    }

    void run() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public boolean isReady() {
      return isReady;
    }

    @Override
    public void onSubscribe(Subscription started) {
      subscription = started;
    }

    @Override
    public void onItem(T item) {
      events.add(format.apply(item));
      onEvent.run();
    }

    @Override
    public void onFailure(Throwable failure) {
      events.add("failed: " + failure.getClass().getSimpleName());
    }

    @Override
    public void onCompletion() {
      events.add("completed");
    }
  }
}
