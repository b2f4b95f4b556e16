package dev.rollcall.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.PeerId;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static final CheckSettings SETTINGS = CheckSettings.DEFAULTS;
  private static final Duration INTERVAL = SETTINGS.interval();
  private static final ScheduleOffset PHASE = ScheduleOffset.of("observer", new PeerId("node1"));

  // '+' answered, '-' failed; the wait after them.
  @ParameterizedTest(name = "{0} is confirmed after half a second")
  @ValueSource(strings = {"+-", "+--", "+---+", "-+"})
  void whatIsUnclearIsConfirmedSoon(String outcomes) {
    assertEquals(
        Duration.ofMillis(500),
        Schedule.next(after(outcomes), SETTINGS, PHASE, Duration.ofSeconds(1000)));
  }

  @ParameterizedTest(name = "after {0}, from second {1} on, at most {2} s pass")
  @CsvSource({"+, 0, 33", "+, 1000, 33", "++, 12345, 33", "-, 0, 11", "+---, 777, 11"})
  void whatIsClearKeepsToTheGrid(String outcomes, long second, long most) {
    Duration wait = Schedule.next(after(outcomes), SETTINGS, PHASE, Duration.ofSeconds(second));

    assertTrue(wait.compareTo(Duration.ZERO) > 0, wait.toString());
    assertTrue(wait.compareTo(Duration.ofSeconds(most)) <= 0, wait.toString());
  }

  @Test
  void theGridHasOnePointAnIntervalWithUpToATenthOfJitter() {
    List<Duration> points = new ArrayList<>();
    Duration now = Duration.ZERO;
    for (int i = 0; i < 100; i++) {
      now = now.plus(Schedule.next(after("+"), SETTINGS, PHASE, now));
      points.add(now);
    }
    double offset = PHASE.position() * INTERVAL.toNanos();
    long first = points.get(0).toNanos() >= INTERVAL.toNanos() + offset ? 1 : 0;
    for (int i = 0; i < points.size(); i++) {
      double late = points.get(i).toNanos() - offset - (double) (first + i) * INTERVAL.toNanos();
      assertTrue(late >= -1 && late <= 0.1 * INTERVAL.toNanos() + 1e6, "point " + i + ": " + late);
    }
  }

  @Test
  void aSlowCheckDoesNotMoveTheGrid() {
    Duration now = Schedule.next(after("+"), SETTINGS, PHASE, Duration.ZERO);
    Duration prompt = now.plus(Schedule.next(after("+"), SETTINGS, PHASE, now));
    Duration ended = now.plusSeconds(3);
    Duration afterSlow = ended.plus(Schedule.next(after("+"), SETTINGS, PHASE, ended));

    assertEquals(prompt, afterSlow);
  }

  @ParameterizedTest(name = "{0} peers are first checked within {1} ms")
  @CsvSource({"1, 1", "10, 10", "1000, 1000", "10000, 10000"})
  void firstChecksAreSpreadAtAThousandASecond(int peers, long withinMillis) {
    int[] perTenth = new int[10];
    for (int i = 0; i < peers; i++) {
      Duration first = Schedule.first(ScheduleOffset.of("observer", new PeerId("node" + i)), peers);
      assertTrue(first.toMillis() >= 1 && first.toMillis() <= withinMillis, first.toString());
      perTenth[(int) ((first.toMillis() - 1) * 10 / withinMillis)]++;
    }
    if (peers >= 1000) {
      for (int count : perTenth) {
        assertEquals(peers / 10.0, count, peers / 10.0 * 0.4);
      }
    }
  }

  @Test
  void observersAndPeersHavePhasesOfTheirOwn() {
    PeerId node = new PeerId("node1");

    assertEquals(ScheduleOffset.of("a", node), ScheduleOffset.of("a", node));
    assertNotEquals(ScheduleOffset.of("a", node), ScheduleOffset.of("b", node));
    assertNotEquals(ScheduleOffset.of("a", node), ScheduleOffset.of("a", new PeerId("node2")));
    assertNotEquals(
        ScheduleOffset.of("ab", new PeerId("c")), ScheduleOffset.of("a", new PeerId("bc")));
  }

  private static Health after(String outcomes) {
    Health health = Health.unknown(new TimePoint(Instant.EPOCH, 0));
    for (int i = 0; i < outcomes.length(); i++) {
      Outcome outcome =
          outcomes.charAt(i) == '+'
              ? new Success(Duration.ofMillis(1))
              : new Failure(Reason.REFUSED, "no");
      health = HealthRules.after(health, outcome, new TimePoint(Instant.EPOCH, 0), SETTINGS);
    }
    return health;
  }
}
