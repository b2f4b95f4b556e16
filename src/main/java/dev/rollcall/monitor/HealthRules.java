package dev.rollcall.monitor;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.time.TimePoint;
import java.util.Optional;

/** Judges outcomes. Pure: no clock, no thread, no memory but the health before. */
final class HealthRules {

  private HealthRules() {}

  /**
   * The health after one more outcome. The first outcome decides at once; after that {@code fall}
   * failures in a row make a peer unhealthy, and {@code rise} successes in a row healthy again. A
   * question that was not put changes nothing.
   */
  static Health judge(Health before, Outcome outcome, TimePoint at, CheckSettings settings) {
    if (outcome instanceof Success success) {
      return succeeded(before, success, at, settings);
    }
    return outcome instanceof Failure failure ? failed(before, failure, at, settings) : before;
  }

  private static Health succeeded(
      Health before, Success success, TimePoint at, CheckSettings settings) {
    int successes = oneMore(before.successes());
    boolean stillAway = before.status() == Status.UNHEALTHY && successes < settings.rise();
    Status status = stillAway ? Status.UNHEALTHY : Status.HEALTHY;
    boolean stayed = status == before.status();
    boolean answeredBefore = before.status() == Status.SUSPECT;
    return new Health(
        status,
        Optional.empty(),
        stayed ? before.statusSince() : at,
        stayed || answeredBefore ? before.settledSince() : at,
        Optional.of(at),
        Optional.of(success.roundTripTime()),
        successes,
        0,
        before.flaps().after(at, before.status() == Status.UNHEALTHY && !stillAway));
  }

  private static Health failed(
      Health before, Failure failure, TimePoint at, CheckSettings settings) {
    int failures = oneMore(before.failures());
    boolean answeredBefore = before.status() == Status.HEALTHY || before.status() == Status.SUSPECT;
    boolean unconfirmed = answeredBefore && failures < settings.fall();
    Status status = unconfirmed ? Status.SUSPECT : Status.UNHEALTHY;
    boolean stayed = status == before.status();
    return new Health(
        status,
        Optional.of(failure),
        stayed ? before.statusSince() : at,
        stayed || unconfirmed ? before.settledSince() : awaySince(before, at),
        Optional.of(at),
        before.roundTripTime(),
        0,
        failures,
        before.flaps().after(at, answeredBefore && !unconfirmed));
  }

  private static TimePoint awaySince(Health before, TimePoint at) {
    return before.status() == Status.SUSPECT ? before.statusSince() : at;
  }

  private static int oneMore(int count) {
    return count == Integer.MAX_VALUE ? count : count + 1;
  }
}
