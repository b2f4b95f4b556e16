package dev.rollcall.serve.grpc;

import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.rollcall.monitor.Status;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Revision;
import dev.rollcall.v1.WatchPeersRequest;
import dev.rollcall.v1.WatchPeersResponse;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchPeersTest {

  private static final WatchPeersRequest ALL = WatchPeersRequest.getDefaultInstance();

  private final GrpcServiceFixture serving = new GrpcServiceFixture(peers("a", "b", "c"));

  @Test
  void theStateIsSentAtOnceThenWhatChanges() {
    var watch = serving.watch(ALL);
    assertEquals(List.of("reset a b c @1"), shown(watch.answers()));

    serving.lab.judge("b", Status.HEALTHY);
    assertEquals(List.of("b @2"), shown(watch.run().answers()));

    serving.lab.list(peers("a", "b"));
    serving.time.advance(Duration.ofMillis(100));
    assertEquals(List.of("-c @3"), shown(watch.run().answers()));
  }

  @Test
  void whatIsNoNewsIsNotSent() {
    var watch = serving.watch(ALL);
    watch.answers();

    serving.lab.judge("b", Status.UNKNOWN);
    serving.time.advance(Duration.ofSeconds(29));

    assertEquals(List.of(), watch.run().answers());
  }

  @Test
  void aSlowReaderGetsTheNewestStateAndNoBacklog() {
    var watch = serving.watch(ALL);
    watch.answers();
    watch.stopReading();

    for (Status status : List.of(Status.HEALTHY, Status.SUSPECT, Status.UNHEALTHY)) {
      serving.lab.judge("a", status);
      serving.time.advance(Duration.ofSeconds(1));
      watch.run();
    }
    assertEquals(List.of(), watch.answers());
    watch.read();

    List<WatchPeersResponse> answers = watch.run().answers();
    assertEquals(List.of("a @4"), shown(answers));
    assertEquals(
        dev.rollcall.v1.Status.STATUS_UNHEALTHY,
        answers.get(0).getChanged(0).getHealth().getStatus());
  }

  @Test
  void anEmptyAnswerComesEvery30Seconds() {
    var watch = serving.watch(ALL);
    watch.answers();

    serving.time.advance(Duration.ofSeconds(30));
    assertEquals(List.of("@1"), shown(watch.run().answers()));
    serving.time.advance(Duration.ofSeconds(20));
    serving.lab.judge("a", Status.HEALTHY);
    assertEquals(List.of("a @2"), shown(watch.run().answers()));
    serving.time.advance(Duration.ofSeconds(10));
    assertEquals(List.of(), watch.run().answers());
    serving.time.advance(Duration.ofMillis(19_999));
    assertEquals(List.of(), watch.run().answers());
    serving.time.advance(Duration.ofMillis(1));
    assertEquals(List.of("@2"), shown(watch.run().answers()));
  }

  @Test
  void theSignOfLifeOfAFilteredWatchSaysHowFarItIsComplete() {
    var watch = serving.watch(healthy().build());
    watch.answers();

    serving.lab.judge("a", Status.UNHEALTHY);
    assertEquals(List.of(), watch.run().answers());
    serving.time.advance(Duration.ofSeconds(30));

    assertEquals(List.of("@2"), shown(watch.run().answers()));
  }

  @Test
  void aPeerThatStopsMatchingIsRemoved() {
    serving.lab.judge("a", Status.HEALTHY);
    var watch = serving.watch(healthy().build());
    assertEquals(List.of("reset a @2"), shown(watch.answers()));

    serving.time.advance(Duration.ofSeconds(1));
    serving.lab.judge("a", Status.SUSPECT);

    assertEquals(List.of("-a @3"), shown(watch.run().answers()));
  }

  @Test
  void aWatchIsResumed() {
    Revision before = Revision.newBuilder().setEpoch("epoch-1").setNumber(1).build();
    serving.lab.judge("a", Status.HEALTHY);

    var watch = serving.watch(ALL.toBuilder().setAfter(before).build());

    assertEquals(List.of("a @2"), shown(watch.answers()));
  }

  @Test
  void manyWatchersAreSentTheSameBytes() {
    var one = serving.watch(ALL);
    var other = serving.watch(ALL);
    assertSame(one.wire(), other.wire());

    serving.lab.judge("a", Status.HEALTHY);

    assertSame(one.run().wire(), other.run().wire());
  }

  @Test
  void whoVanishesLeavesNothingBehind() {
    var watch = serving.watch(ALL);

    watch.vanish();

    assertEquals(0, serving.watchers.count());
    assertEquals(0, serving.time.timers().pending());
  }

  @Test
  void beyondTheLimitThereIsNoWatchUntilAnotherEnds() {
    var first = serving.watch(ALL);
    serving.watch(ALL);
    serving.healthWatch("");

    var beyond = serving.watch(ALL);

    assertEquals(Code.RESOURCE_EXHAUSTED, beyond.refusal().code());
    assertEquals("TOO_MANY_WATCHERS", beyond.refusal().info().getReason());
    assertEquals(GrpcServiceFixture.LIMIT, serving.watchers.count());
    first.vanish();
    assertEquals(1, serving.watch(ALL).answers().size());
  }

  @Test
  void onShutdownItEndsWithUnavailableAndSoDoNewOnes() {
    var watch = serving.watch(ALL);
    watch.answers();

    serving.watchers.end();
    watch.run();
    var late = serving.watch(ALL).run();

    assertEquals(Code.UNAVAILABLE, watch.refusal().code());
    assertEquals("SHUTTING_DOWN", watch.refusal().info().getReason());
    assertEquals(Code.UNAVAILABLE, late.refusal().code());
    assertEquals(0, serving.watchers.count());
    assertEquals(0, serving.time.timers().pending());
  }

  @Test
  void aFilterThatCannotBeIsRefused() {
    var watch =
        serving.watch(
            WatchPeersRequest.newBuilder()
                .setFilter(PeerFilter.newBuilder().addStatusesValue(77))
                .build());

    watch.refusal().assertInvalid("filter.statuses[0]", "UNKNOWN_STATUS");
    assertEquals(0, serving.watchers.count());
  }

  private static WatchPeersRequest.Builder healthy() {
    return WatchPeersRequest.newBuilder()
        .setFilter(PeerFilter.newBuilder().addStatuses(dev.rollcall.v1.Status.STATUS_HEALTHY));
  }

  private static List<String> shown(List<WatchPeersResponse> answers) {
    return answers.stream().map(WatchPeersTest::shown).toList();
  }

  private static String shown(WatchPeersResponse answer) {
    List<String> words = new ArrayList<>();
    if (answer.getReset()) {
      words.add("reset");
    }
    answer.getChangedList().forEach(peer -> words.add(peer.getId()));
    answer.getRemovedList().forEach(id -> words.add("-" + id));
    words.add("@" + answer.getRevision().getNumber());
    assertEquals("epoch-1", answer.getRevision().getEpoch());
    assertEquals("test", answer.getObserver().getVersion());
    return String.join(" ", words);
  }
}
