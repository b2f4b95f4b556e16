package dev.rollcall.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRulesTest {

  private static final Outcome OK = new Success(Duration.ofMillis(7));
  private static final Failure REFUSED = new Failure(Reason.REFUSED, "nothing listens");

  // One letter a check: '+' answered, '-' failed. One letter a status: Unknown, Healthy, Suspect,
  // unhealthy as 'D' for down.
  @ParameterizedTest(name = "fall {0}, rise {1}: {2} is {3}")
  @CsvSource({
    "3, 2, +,           H",
    "3, 2, -,           D",
    "3, 2, +++,         HHH",
    "3, 2, +-,          HS",
    "3, 2, +-+,         HSH",
    "3, 2, +--+,        HSSH",
    "3, 2, +---,        HSSD",
    "3, 2, +--+--+,     HSSHSSH",
    "3, 2, +---+,       HSSDD",
    "3, 2, +---++,      HSSDDH",
    "3, 2, +---+-++,    HSSDDDDH",
    "3, 2, -+,          DD",
    "3, 2, -++,         DDH",
    "3, 2, -++-,        DDHS",
    "3, 2, ------,      DDDDDD",
    "1, 1, +-+-,        HDHD",
    "1, 1, -+,          DH",
    "2, 1, +-+--+,      HSHSDH",
    "1, 3, +-++-+++,    HDDDDDDH",
    "5, 2, +-----,      HSSSSD",
  })
  void aRowOfOutcomesGivesAHealth(int fall, int rise, String outcomes, String expected) {
    StringBuilder judged = new StringBuilder();
    Health health = Health.unknown(at(0));
    for (int i = 0; i < outcomes.length(); i++) {
      Outcome outcome = outcomes.charAt(i) == '+' ? OK : REFUSED;
      health = HealthRules.after(health, outcome, at(i + 1), settings(fall, rise));
      judged.append(letter(health.status()));
    }
    assertEquals(expected, judged.toString());
  }

  // Seconds since the start, as the rules get them: the i-th check ends at second i.
  @ParameterizedTest(name = "after {0}: status since {1}, settled since {2}, {3} up, {4} down")
  @CsvSource({
    "+,        1, 1, 1, 0",
    "++++,     1, 1, 4, 0",
    "-,        1, 1, 0, 1",
    "++-,      3, 1, 0, 1",
    "++--,     3, 1, 0, 2",
    "++--+,    5, 1, 1, 0",
    "++---,    5, 3, 0, 3",
    "++-----,  5, 3, 0, 5",
    "++---+,   5, 3, 1, 0",
    "++---++,  7, 7, 2, 0",
    "++---+-,  5, 3, 0, 1",
  })
  void itKnowsSinceWhen(
      String outcomes, long statusSince, long settledSince, int successes, int failures) {
    Health health = Health.unknown(at(0));
    for (int i = 0; i < outcomes.length(); i++) {
      Outcome outcome = outcomes.charAt(i) == '+' ? OK : REFUSED;
      health = HealthRules.after(health, outcome, at(i + 1), settings(3, 2));
    }
    assertEquals(at(statusSince), health.statusSince());
    assertEquals(at(settledSince), health.settledSince());
    assertEquals(successes, health.successes());
    assertEquals(failures, health.failures());
    assertEquals(Optional.of(at(outcomes.length())), health.checkedAt());
  }

  @Test
  void theReasonIsThatOfTheLastCheck() {
    Failure timeout = new Failure(Reason.TIMEOUT, "silent");
    Health up = HealthRules.after(Health.unknown(at(0)), OK, at(1), settings(3, 2));
    Health refused = HealthRules.after(up, REFUSED, at(2), settings(3, 2));
    Health silent = HealthRules.after(refused, timeout, at(3), settings(3, 2));
    Health back = HealthRules.after(silent, OK, at(4), settings(3, 2));

    assertEquals(Optional.of(REFUSED), refused.failure());
    assertEquals(Optional.of(timeout), silent.failure());
    assertEquals(Optional.empty(), back.failure());
  }

  @Test
  void theRoundTripTimeIsThatOfTheLastSuccess() {
    Health up = HealthRules.after(Health.unknown(at(0)), OK, at(1), settings(3, 2));
    Health down = HealthRules.after(up, REFUSED, at(2), settings(3, 2));

    assertEquals(Optional.of(Duration.ofMillis(7)), down.roundTripTime());
  }

  private static char letter(Status status) {
    return status == Status.UNHEALTHY ? 'D' : status.name().charAt(0);
  }

  private static TimePoint at(long second) {
    return new TimePoint(Instant.ofEpochSecond(second), Duration.ofSeconds(second).toNanos());
  }

  private static CheckSettings settings(int fall, int rise) {
    CheckSettings defaults = CheckSettings.DEFAULTS;
    return new CheckSettings(
        new CheckKind.Tcp(),
        defaults.interval(),
        defaults.timeout(),
        defaults.confirmInterval(),
        defaults.downInterval(),
        fall,
        rise,
        defaults.jitter());
  }
}
