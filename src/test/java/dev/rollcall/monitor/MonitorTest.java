package dev.rollcall.monitor;

import static dev.rollcall.testing.peer.ScriptedChecks.ANSWER;
import static dev.rollcall.testing.peer.ScriptedChecks.REFUSAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Skipped;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.testing.peer.ScriptedChecks;
import dev.rollcall.testing.time.ManualClock;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitorTest {

  private final ManualClock time = new ManualClock();
  private final ScriptedChecks checks = new ScriptedChecks(time);
  private final UnicastProcessor<Roster> rosters = UnicastProcessor.create();
  private final List<CheckResult> results = new ArrayList<>();
  private final List<Throwable> errors = new ArrayList<>();
  private Cancellable subscription;

  @BeforeEach
  void subscribe() {
    subscription =
        new Monitor(checks, time, "observer", 4096, List.of())
            .watch(rosters)
            .subscribe()
            .with(results::add, errors::add);
  }

  @Test
  void everyPeerIsCheckedAtOnceAndThenOnceAnInterval() {
    rosters.onNext(roster(peer("a"), peer("b"), peer("c")));
    time.advance(Duration.ofSeconds(1));
    assertEquals(3, results.size());

    time.advance(Duration.ofMinutes(100));

    for (String id : List.of("a", "b", "c")) {
      assertEquals(200, checks.checkTimes(id).size() - 1, 1);
    }
    assertEquals(List.of(), errors);
  }

  @Test
  void aDeathIsConfirmedWithinASecondOfTheCheckThatSawIt() {
    rosters.onNext(roster(peer("a")));
    time.advance(Duration.ofSeconds(40));
    checks.answer("a", REFUSAL);
    time.advance(Duration.ofSeconds(40));

    List<CheckResult> transitions = results.stream().filter(CheckResult::isTransition).toList();
    assertEquals(
        List.of(Status.HEALTHY, Status.SUSPECT, Status.UNHEALTHY),
        transitions.stream().map(result -> result.health().status()).toList());
    assertEquals(
        Duration.ofSeconds(1),
        transitions.get(1).health().statusSince().until(transitions.get(2).health().statusSince()));
  }

  @Test
  void anUnhealthyPeerIsCheckedAtTheDownIntervalAndRecoversAfterTwoSuccesses() {
    checks.answer("a", REFUSAL);
    rosters.onNext(roster(peer("a")));
    time.advance(Duration.ofSeconds(101));
    assertEquals(10, checks.checkTimes("a").size() - 1, 1);

    checks.answer("a", ANSWER);
    time.advance(Duration.ofSeconds(12));

    CheckResult back = results.stream().filter(CheckResult::isTransition).toList().get(1);
    assertEquals(Status.HEALTHY, back.health().status());
    assertEquals(2, back.health().successes());
  }

  @Test
  void aPeerThatNeverAnswersTimesOutAndDelaysNobody() {
    checks.silence("silent");
    rosters.onNext(roster(peer("live"), peer("silent")));
    time.advance(Duration.ofMinutes(10));

    CheckResult silent = of("silent").get(0);
    assertEquals(Reason.TIMEOUT, ((Failure) silent.outcome()).reason());
    assertTrue(of("live").stream().allMatch(result -> result.health().status() == Status.HEALTHY));
    assertTrue(results.stream().allMatch(result -> result.lateness().isZero()));
    assertEquals(20, of("live").size(), 1);
  }

  @Test
  void anInternalErrorSkipsTheCheck() {
    checks.script(
        "a",
        () -> {
          throw new IllegalStateException("a fault of ours");
        });
    rosters.onNext(roster(peer("a"), peer("b")));
    time.advance(Duration.ofMinutes(5));

    Skipped notAsked = (Skipped) of("a").get(0).outcome();
    assertTrue(notAsked.localError().contains("a fault of ours"), notAsked.localError());
    assertTrue(of("a").size() > 5, "it is checked again all the same");
    assertTrue(of("a").stream().allMatch(result -> result.health().status() == Status.UNKNOWN));
    assertTrue(of("b").stream().allMatch(result -> result.health().status() == Status.HEALTHY));
    assertEquals(List.of(), errors);
  }

  @Test
  void aThousandPeersAreAllChecked() {
    Peer[] peers = IntStream.range(0, 1000).mapToObj(i -> peer("n" + i)).toArray(Peer[]::new);
    rosters.onNext(roster(peers));
    time.advance(Duration.ofSeconds(1));

    assertEquals(1000, results.stream().map(result -> result.peer().id()).distinct().count());
  }

  @Test
  void theWallClockDoesNotMatter() {
    rosters.onNext(roster(peer("a")));
    time.advance(Duration.ofSeconds(40));
    int before = results.size();

    time.shiftWallClock(Duration.ofHours(-1));
    time.advance(Duration.ofMinutes(5));
    time.shiftWallClock(Duration.ofDays(1));
    time.advance(Duration.ofMinutes(5));

    assertEquals(20, results.size() - before, 1);
    assertEquals(1, results.stream().filter(CheckResult::isTransition).count());
  }

  @Test
  void aPeerInMaintenanceIsNotChecked() {
    Peer a = peer("a");
    Peer out = new Peer(a.id(), a.address(), a.capabilities(), a.labels(), a.check(), true);
    rosters.onNext(roster(out));
    time.advance(Duration.ofMinutes(5));

    assertEquals(List.of(), checks.opened());
  }

  @Test
  void aNewRosterTouchesOnlyWhatChanged() {
    rosters.onNext(roster(peer("kept"), peer("moved"), peer("removed")));
    time.advance(Duration.ofSeconds(5));
    Peer moved = Peer.at("moved", "10.9.9.9:1", CheckSettings.DEFAULTS);

    rosters.onNext(roster(peer("kept"), moved, peer("added")));
    time.advance(Duration.ofSeconds(5));

    assertEquals(List.of("moved", "removed"), checks.closed().stream().sorted().toList());
    assertEquals(1, checks.opened().stream().filter("kept"::equals).count());
    assertEquals(2, checks.opened().stream().filter("moved"::equals).count());
    assertEquals(moved.address(), last("moved").peer().address());
    assertEquals(Status.UNKNOWN, last("moved").before().status());
    int heardOfRemoved = of("removed").size();
    time.advance(Duration.ofMinutes(10));
    assertEquals(heardOfRemoved, of("removed").size());
  }

  @Test
  void aPeerThatLeavesInTheMiddleOfACheckIsNotHeardOfAgain() {
    checks.silence("a");
    rosters.onNext(roster(peer("a"), peer("b")));
    time.advance(Duration.ofSeconds(1));
    rosters.onNext(roster(peer("b")));
    time.advance(Duration.ofMinutes(1));

    assertEquals(List.of(), of("a"));
    assertEquals(List.of("a"), checks.closed());
  }

  @Test
  void cancellingEndsEveryTimerAndCheck() {
    checks.silence("b");
    rosters.onNext(roster(peer("a"), peer("b")));
    time.advance(Duration.ofSeconds(1));

    subscription.cancel();
    time.settle();

    assertEquals(0, time.timers().pending());
    assertEquals(List.of("a", "b"), checks.closed().stream().sorted().toList());
  }

  private List<CheckResult> of(String id) {
    return results.stream().filter(result -> result.peer().id().value().equals(id)).toList();
  }

  private CheckResult last(String id) {
    List<CheckResult> all = of(id);
    return all.get(all.size() - 1);
  }

  private static Peer peer(String id) {
    int number = Math.floorMod(id.hashCode(), 60_000) + 1;
    return Peer.at(id, "127.0.0.1:" + number, CheckSettings.DEFAULTS);
  }

  private static Roster roster(Peer... peers) {
    return new Roster(List.of(peers), Optional.empty(), Optional.empty(), "digest");
  }
}
