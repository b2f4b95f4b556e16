package dev.rollcall.monitor;

import static dev.rollcall.testing.peer.ScriptedChecks.ANSWER;
import static dev.rollcall.testing.peer.ScriptedChecks.REFUSAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Outcome;
import dev.rollcall.testing.time.ManualClock;
import dev.rollcall.time.TimePoint;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollcall itself stands still: stopped, swapped out, starved. */
class StallDetectorTest {

  @Test
  void aStallIsSeenByWhatBeganBeforeItsEnd() {
    ManualClock time = new ManualClock();
    StallDetector stalls = new StallDetector(time, List.of());
    stalls.start();
    TimePoint before = time.now();
    time.advance(Duration.ofSeconds(10));
    assertEquals(false, stalls.stalledSince(before));

    time.stall(Duration.ofSeconds(1));
    assertTrue(stalls.stalledSince(before), "before the heartbeat has run");
    time.advance(Duration.ofSeconds(1));
    assertTrue(stalls.stalledSince(before));
    assertEquals(false, stalls.stalledSince(time.now()), "what begins after it is not touched");
    stalls.stop();
    assertEquals(0, time.timers().pending());
  }

  @Test
  void whatABusyMachineDoesIsNoStall() {
    ManualClock time = new ManualClock();
    StallDetector stalls = new StallDetector(time, List.of());
    stalls.start();
    TimePoint before = time.now();
    for (int i = 0; i < 100; i++) {
      time.stall(Duration.ofMillis(200));
      time.advance(Duration.ofMillis(250));
    }
    assertEquals(false, stalls.stalledSince(before));
  }

  @Test
  void anEventLoopThatIsStarvedIsAStallUntilItAnswers() {
    ManualClock time = new ManualClock();
    List<Runnable> loop = new ArrayList<>();
    StallDetector stalls = new StallDetector(time, List.of(loop::add));
    stalls.start();
    TimePoint before = time.now();
    time.advance(Duration.ofMillis(250));
    time.advance(Duration.ofMillis(240));
    assertEquals(false, stalls.stalledSince(before), "it may answer yet");

    time.advance(Duration.ofMillis(20));
    assertTrue(stalls.stalledSince(before));
    assertEquals(1, loop.size(), "one probe at a time");
    loop.remove(0).run();
    TimePoint after = time.now().plus(Duration.ofMillis(1));
    time.advance(Duration.ofMillis(2));
    assertEquals(false, stalls.stalledSince(after));
  }

  // The answers lie in the sockets, but the timeouts fire first.
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20, 3600})
  void aStopGivesNoTransition(int seconds) {
    MonitorFixture lab = new MonitorFixture().list(MonitorFixture.ids(100));
    for (String id : MonitorFixture.ids(100)) {
      lab.checks.script(id, () -> after(lab, Duration.ofMillis(100)));
    }
    lab.advance(Duration.ofSeconds(100));
    lab.results.clear();
    for (int i = 0; i < 20; i++) {
      lab.time.stall(Duration.ofSeconds(seconds));
      lab.advance(Duration.ofMillis(1700));
    }
    lab.advance(Duration.ofMinutes(2));

    assertEquals(List.of(), lab.results.stream().filter(CheckResult::isTransition).toList());
    assertTrue(lab.results.size() > 400, "they were checked again");
  }

  @Test
  void aFailureAfterAStallIsRepeated() {
    MonitorFixture lab = healthy();
    lab.checks.answer("a", REFUSAL);
    lab.time.stall(Duration.ofSeconds(40));
    lab.advance(Duration.ofMillis(400));
    assertEquals(List.of(), lab.statuses("a"));
    assertEquals(1, lab.of("a").size());

    lab.checks.answer("a", ANSWER);
    lab.advance(Duration.ofMillis(200));
    assertEquals(List.of(), lab.statuses("a"));
    assertEquals(2, lab.of("a").size());
  }

  // Shorter than what the heartbeat detects; but no failure comes that late by itself.
  @Test
  void aTimeoutThatFiresLateIsRepeated() {
    MonitorFixture lab = new MonitorFixture().list("a");
    lab.checks.script("a", () -> after(lab, Duration.ofSeconds(100)));
    lab.advance(Duration.ofMillis(2_999));
    lab.time.stall(Duration.ofMillis(260));
    lab.advance(Duration.ofMillis(1));
    assertEquals(List.of(), lab.statuses("a"));
    assertEquals(1, lab.of("a").size());

    lab.advance(Duration.ofSeconds(4));
    assertEquals(List.of(Status.UNHEALTHY), lab.statuses("a"));
  }

  @Test
  void aDeathDuringAStallIsKnownSoonAfterIt() {
    MonitorFixture lab = healthy();
    lab.checks.answer("a", REFUSAL);
    lab.time.stall(Duration.ofSeconds(40));
    lab.advance(Duration.ofMillis(1501));

    assertEquals(List.of(Status.SUSPECT, Status.UNHEALTHY), lab.statuses("a"));
  }

  @Test
  void oneThatIsStarvedAllTheTimeStillFindsTheDead() {
    MonitorFixture lab = healthy();
    lab.checks.answer("a", REFUSAL);
    for (int i = 0; i < 60; i++) {
      lab.time.stall(Duration.ofSeconds(1));
      lab.advance(Duration.ofMillis(100));
    }
    assertEquals(List.of(Status.SUSPECT, Status.UNHEALTHY), lab.statuses("a"));
  }

  @Test
  void anAnswerCountsHoweverLateTheQuestionWas() {
    MonitorFixture lab = new MonitorFixture().list("a");
    lab.time.stall(Duration.ofSeconds(40));
    lab.advance(Duration.ofSeconds(1));

    assertEquals(List.of(Status.HEALTHY), lab.statuses("a"));
  }

  private static MonitorFixture healthy() {
    MonitorFixture lab = new MonitorFixture().list("a");
    lab.advance(Duration.ofSeconds(100));
    lab.results.clear();
    return lab;
  }

  private static Uni<Outcome> after(MonitorFixture lab, Duration delay) {
    return Uni.createFrom().item(ANSWER).onItem().delayIt().onExecutor(lab.time.timers()).by(delay);
  }
}
