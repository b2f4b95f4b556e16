package dev.rollcall.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {

  private static final Outcome REFUSED = new Failure(Reason.REFUSED, "nothing listens");

  private Health health = Health.unknown(at(0));
  private History history = History.NONE;
  private long second;

  @Test
  void everyTransitionIsThereWithTimeStatusAndReason() {
    check("+--+---++");

    Optional<Reason> refused = Optional.of(Reason.REFUSED);
    assertEquals(
        List.of(
            new Transition(at(1), Status.HEALTHY, Optional.empty()),
            new Transition(at(2), Status.SUSPECT, refused),
            new Transition(at(4), Status.HEALTHY, Optional.empty()),
            new Transition(at(5), Status.SUSPECT, refused),
            new Transition(at(7), Status.UNHEALTHY, refused),
            new Transition(at(9), Status.HEALTHY, Optional.empty())),
        history.transitions());
  }

  @Test
  void theLast32TransitionsAreKept() {
    check("+-".repeat(500));

    assertEquals(32, history.transitions().size());
    assertEquals(at(1000), history.transitions().get(31).at());
    assertEquals(at(969), history.transitions().get(0).at());
  }

  @Test
  void theLast64RoundTripsAreKept() {
    for (int i = 1; i <= 100; i++) {
      judge(new Success(Duration.ofMillis(i)));
    }

    List<Duration> kept = history.roundTrips().all();
    assertEquals(64, kept.size());
    assertEquals(Duration.ofMillis(37), kept.get(0));
    assertEquals(Duration.ofMillis(100), kept.get(63));
  }

  @Test
  void aFailureThatIsNoNewsLeavesItAsItIs() {
    check("---");
    History before = history;
    check("-");
    assertSame(before, history);
  }

  @ParameterizedTest(name = "{0} of 1..{1} ms is {2} ms")
  @CsvSource({"0.5,1,1", "0.5,2,1", "0.5,3,2", "0.5,10,5", "0.9,10,9", "0.99,10,10", "1,64,64"})
  void percentilesAreOfTheNearestRank(double part, int count, int expected) {
    for (int i = count; i > 0; i--) {
      judge(new Success(Duration.ofMillis(i)));
    }
    assertEquals(Optional.of(Duration.ofMillis(expected)), history.roundTrips().percentile(part));
  }

  @Test
  void thereIsNoPercentileOfNothingAndNoneOutOfRange() {
    RoundTrips none = RoundTrips.NONE;
    assertEquals(Optional.empty(), none.percentile(0.5));
    for (double part : new double[] {0, -1, 1.01, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> none.percentile(part));
    }
  }

  private void check(String outcomes) {
    for (int i = 0; i < outcomes.length(); i++) {
      judge(outcomes.charAt(i) == '+' ? new Success(Duration.ofMillis(1)) : REFUSED);
    }
  }

  private void judge(Outcome outcome) {
    second++;
    Health before = health;
    health = HealthRules.after(before, outcome, at(second), CheckSettings.DEFAULTS);
    history = history.with(before, health, outcome, at(second));
  }

  private static TimePoint at(long second) {
    return new TimePoint(Instant.ofEpochSecond(second), Duration.ofSeconds(second).toNanos());
  }
}
