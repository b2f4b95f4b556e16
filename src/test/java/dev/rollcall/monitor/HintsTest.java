package dev.rollcall.monitor;

import static dev.rollcall.testing.peer.ScriptedChecks.ANSWER;
import static dev.rollcall.testing.peer.ScriptedChecks.REFUSAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HintsTest {

  private final MonitorFixture lab = new MonitorFixture();

  @BeforeEach
  void aPeerThatIsHealthy() {
    lab.list("a", "b");
    lab.advance(Duration.ofSeconds(100));
    lab.results.clear();
  }

  @Test
  void aHintTriggersACheckOfItsPeerAtOnceAndOfNoOther() {
    int before = lab.checks.checkTimes("a").size();
    int others = lab.checks.checkTimes("b").size();
    lab.checks.hint("a");
    lab.advance(Duration.ofMillis(1));

    assertEquals(before + 1, lab.checks.checkTimes("a").size());
    assertEquals(others, lab.checks.checkTimes("b").size());
    assertEquals(Duration.ZERO, lab.of("a").get(0).lateness());
  }

  @Test
  void aDeathThatIsHintedIsKnownAfterASecond() {
    Duration death = lab.now();
    lab.checks.answer("a", REFUSAL);
    lab.checks.hint("a");
    lab.advance(Duration.ofSeconds(2));

    assertEquals(List.of(Status.SUSPECT, Status.UNHEALTHY), lab.statuses("a"));
    Duration known =
        Duration.ofNanos(lab.transitions("a").get(1).health().statusSince().ticks()).minus(death);
    assertEquals(Duration.ofSeconds(1), known);
  }

  @Test
  void hintsNeverDecide() {
    for (int i = 0; i < 20; i++) {
      lab.checks.hint("a");
      lab.advance(Duration.ofMillis(500));
    }
    assertEquals(List.of(), lab.statuses("a"));
  }

  @Test
  void aConfirmingCheckIsNotHastened() {
    lab.checks.answer("a", REFUSAL);
    lab.checks.hint("a");
    for (int i = 0; i < 4; i++) {
      lab.advance(Duration.ofMillis(100));
      lab.checks.hint("a");
    }
    assertEquals(List.of(Status.SUSPECT), lab.statuses("a"));
    assertEquals(1, lab.of("a").size());
  }

  @Test
  void aHintDuringAQuestionIsHeededAfterIt() {
    lab.checks.script(
        "a",
        () ->
            Uni.createFrom()
                .item(ANSWER)
                .onItem()
                .delayIt()
                .onExecutor(lab.time.timers())
                .by(Duration.ofSeconds(1)));
    lab.checks.hint("a");
    lab.advance(Duration.ofMillis(500));
    int before = lab.checks.checkTimes("a").size();
    lab.checks.answer("a", REFUSAL);
    lab.checks.hint("a");
    lab.advance(Duration.ofMillis(600));

    assertEquals(before + 1, lab.checks.checkTimes("a").size());
    assertEquals(List.of(Status.SUSPECT), lab.statuses("a"));
  }

  @Test
  void aPeerWithEndlessHintsIsCheckedOnceASecond() {
    int before = lab.checks.checkTimes("a").size();
    for (int i = 0; i < 60_000; i++) {
      lab.checks.hint("a");
      lab.advance(Duration.ofMillis(1));
    }
    int checks = lab.checks.checkTimes("a").size() - before;
    assertTrue(checks >= 60 && checks <= 75, checks + " checks in a minute");
  }

  @Test
  void theScheduleGoesOnAfterAHint() {
    lab.checks.hint("a");
    lab.advance(Duration.ofMinutes(5));

    assertEquals(11, lab.of("a").size(), 1);
  }

  @Test
  void aRemovedPeerIsNotCheckedForItsHints() {
    lab.list("b");
    lab.advance(Duration.ZERO);
    int before = lab.checks.checkTimes("a").size();
    lab.checks.hint("a");
    lab.advance(Duration.ofSeconds(100));

    assertEquals(before, lab.checks.checkTimes("a").size());
    assertEquals(List.of("a"), lab.checks.closed());
  }

  @Test
  void anUnhealthyPeerIsCheckedAtOnceAfterAHint() {
    lab.checks.answer("a", REFUSAL);
    lab.checks.hint("a");
    lab.advance(Duration.ofSeconds(5));
    lab.checks.script("a", this::back);
    lab.checks.hint("a");
    lab.advance(Duration.ofMillis(501));

    assertEquals(List.of(Status.SUSPECT, Status.UNHEALTHY, Status.HEALTHY), lab.statuses("a"));
  }

  private Uni<Outcome> back() {
    return Uni.createFrom().item(ANSWER);
  }
}
