package dev.rollcall.monitor;

import static dev.rollcall.testing.peer.ScriptedChecks.ANSWER;
import static dev.rollcall.testing.peer.ScriptedChecks.REFUSAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Skipped;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.peer.CheckSettings;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The errors that take long, on virtual time. */
class VirtualFaultsTest {

  private static final Outcome LACK = new Skipped("Too many open files");

  @Test
  void anHourWithAThousandPeersThatAnswerBelowTheTimeoutHasNoFalseTransition() {
    String[] ids = MonitorFixture.ids(1000);
    MonitorFixture lab = new MonitorFixture();
    Random random = new Random(42);
    long longest = CheckSettings.DEFAULTS.timeout().toMillis() - 1;
    for (String id : ids) {
      lab.checks.script(
          id, () -> after(lab, Duration.ofMillis(1 + (long) (random.nextDouble() * longest))));
    }
    lab.list(ids);
    lab.advance(Duration.ofHours(1));

    assertEquals(120_000, lab.results.size(), 3_000);
    assertEquals(1000, lab.results.stream().filter(CheckResult::isTransition).count());
    assertTrue(lab.results.stream().allMatch(result -> result.health().status() == Status.HEALTHY));
    assertEquals(
        Duration.ZERO,
        lab.results.stream()
            .map(CheckResult::lateness)
            .max(Comparator.naturalOrder())
            .orElseThrow());
    assertEquals(List.of(), lab.errors);
  }

  @Test
  void aPeerThatFlapsEveryThreeSecondsIsMarkedUntilItHasSettled() {
    MonitorFixture lab = new MonitorFixture().list("a", "b");
    lab.advance(Duration.ofMinutes(1));
    for (int i = 0; i < 150; i++) {
      lab.checks.answer("a", REFUSAL);
      lab.checks.hint("a");
      lab.advance(Duration.ofSeconds(3));
      lab.checks.answer("a", ANSWER);
      lab.checks.hint("a");
      lab.advance(Duration.ofSeconds(3));
    }
    lab.advance(Duration.ofMinutes(15));

    assertEquals(List.of(false, true, false), runs(lab, "a"));
    assertEquals(List.of(false), runs(lab, "b"));
    assertEquals(List.of(Status.HEALTHY), lab.statuses("b"));
    long changes =
        lab.of("a").stream()
            .takeWhile(result -> !result.health().isFlapping())
            .filter(CheckResult::isTransition)
            .filter(result -> result.health().status() != Status.SUSPECT)
            .count();
    assertEquals(1 + 6, changes, "the first judgement, and the six changes before the seventh");
    assertEquals(32, last(lab, "a").history().transitions().size());
    assertEquals(Status.HEALTHY, last(lab, "a").health().status());
  }

  @Test
  void theWallClockMayBeSetAtWill() {
    MonitorFixture plain = withWallClockSet(Duration.ZERO, Duration.ZERO);
    MonitorFixture shifted = withWallClockSet(Duration.ofHours(-1), Duration.ofDays(1));

    assertEquals(ticks(plain), ticks(shifted), "the same checks at the same time");
    assertEquals(plain.statuses("a"), shifted.statuses("a"));
    assertEquals(List.of(Status.HEALTHY), shifted.statuses("b"));
    CheckResult last = shifted.results.get(shifted.results.size() - 1);
    Instant wall = last.health().checkedAt().orElseThrow().wall();
    assertTrue(
        wall.isAfter(Instant.parse("2026-01-01T22:00:00Z")), "formatted as it is set: " + wall);
  }

  private static MonitorFixture withWallClockSet(Duration first, Duration second) {
    MonitorFixture lab = new MonitorFixture().list("a", "b");
    lab.advance(Duration.ofMinutes(5));
    lab.time.shiftWallClock(first);
    lab.advance(Duration.ofMinutes(5));
    lab.checks.answer("a", REFUSAL);
    lab.advance(Duration.ofMinutes(5));
    lab.time.shiftWallClock(second);
    lab.advance(Duration.ofMinutes(5));
    return lab;
  }

  @Test
  void aSkippedCheckChangesNoHealth() {
    MonitorFixture lab = new MonitorFixture().list("up", "down", "new");
    lab.checks.answer("down", REFUSAL);
    lab.checks.answer("new", LACK);
    lab.advance(Duration.ofMinutes(1));
    lab.checks.answer("up", LACK);
    lab.checks.answer("down", LACK);
    lab.advance(Duration.ofMinutes(10));

    assertEquals(List.of(Status.HEALTHY), lab.statuses("up"));
    assertEquals(List.of(Status.UNHEALTHY), lab.statuses("down"));
    assertEquals(List.of(), lab.statuses("new"));
    assertTrue(
        lab.of("up").size() > 50, "checked at the shorter interval, so that it recovers soon");

    for (String id : List.of("up", "down", "new")) {
      lab.checks.answer(id, ANSWER);
    }
    lab.advance(Duration.ofSeconds(12));
    assertEquals(List.of(Status.HEALTHY), lab.statuses("up"));
    assertEquals(List.of(Status.UNHEALTHY, Status.HEALTHY), lab.statuses("down"));
    assertEquals(List.of(Status.HEALTHY), lab.statuses("new"));
  }

  @Test
  void halfOfAThousandPeersAreSilentAndNoCheckOfTheOthersIsLate() {
    String[] ids = MonitorFixture.ids(1000);
    MonitorFixture lab = new MonitorFixture();
    for (int i = 0; i < ids.length; i += 2) {
      lab.checks.silence(ids[i]);
    }
    lab.list(ids);
    lab.advance(Duration.ofMinutes(10));

    for (int i = 1; i < ids.length; i += 2) {
      String id = ids[i];
      assertEquals(20, lab.checks.checkTimes(id).size() - 1, 1);
    }
    assertTrue(
        lab.results.stream()
            .filter(result -> result.health().status() == Status.HEALTHY)
            .allMatch(result -> result.lateness().isZero()));
  }

  @Test
  void theCapHoldsAndTheDeadWaitForEachOther() {
    String[] ids = MonitorFixture.ids(1000);
    MonitorFixture lab = new MonitorFixture(400);
    InFlight dead = new InFlight();
    for (int i = 0; i < ids.length; i++) {
      if (i % 4 != 0) {
        lab.checks.script(ids[i], dead::silence);
      }
    }
    lab.list(ids);
    lab.advance(Duration.ofMinutes(1));
    dead.most = 0;
    lab.results.clear();
    lab.advance(Duration.ofMinutes(10));

    assertEquals(100, dead.most, "a quarter of the cap, though 750 are dead");
    for (int i = 0; i < ids.length; i += 4) {
      assertTrue(lab.of(ids[i]).stream().allMatch(result -> result.lateness().isZero()), ids[i]);
    }
    long checked = lab.results.stream().filter(result -> !result.lateness().isZero()).count();
    assertTrue(checked > 0, "some of the dead waited for their turn");
  }

  /** Counts questions that were put and not yet given up. */
  private static final class InFlight {
    private int now;
    private int most;

    Uni<Outcome> silence() {
      now++;
      most = Math.max(most, now);
      return Uni.createFrom().<Outcome>nothing().onCancellation().invoke(() -> now--);
    }
  }

  private static CheckResult last(MonitorFixture lab, String id) {
    List<CheckResult> checks = lab.of(id);
    return checks.get(checks.size() - 1);
  }

  /** The values of the mark in the order in which they came, each once. */
  private static List<Boolean> runs(MonitorFixture lab, String id) {
    List<Boolean> marks = lab.of(id).stream().map(result -> result.health().isFlapping()).toList();
    List<Boolean> runs = new ArrayList<>();
    for (Boolean mark : marks) {
      if (runs.isEmpty() || !runs.get(runs.size() - 1).equals(mark)) {
        runs.add(mark);
      }
    }
    return runs;
  }

  private static List<Long> ticks(MonitorFixture lab) {
    return lab.results.stream()
        .map(result -> result.health().checkedAt().orElseThrow().ticks())
        .toList();
  }

  private static Uni<Outcome> after(MonitorFixture lab, Duration delay) {
    return Uni.createFrom()
        .<Outcome>item(new Success(delay))
        .onItem()
        .delayIt()
        .onExecutor(lab.time.timers())
        .by(delay);
  }
}
