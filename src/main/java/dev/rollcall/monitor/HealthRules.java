package dev.rollcall.monitor;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.time.TimePoint;
import java.util.Optional;

/**
 * Derives a peer's health from the outcomes of its checks. Pure: no clock, no threads, no state.
 */
final class HealthRules {

  private HealthRules() {}

  /**
   * The health after one more outcome. The first outcome decides at once; after that {@code fall}
   * failures in a row make a peer unhealthy, and {@code rise} successes in a row healthy again. A
   * skipped check changes nothing.
   */
  static Health after(Health before, Outcome outcome, TimePoint at, CheckSettings settings) {
    if (outcome instanceof Success success) {
      return succeeded(before, success, at, settings);
    }
    return outcome instanceof Failure failure ? failed(before, failure, at, settings) : before;
  }

  private static Health succeeded(
      Health before, Success success, TimePoint at, CheckSettings settings) {
    int successes = increment(before.successes());
    boolean stillUnhealthy = before.status() == Status.UNHEALTHY && successes < settings.rise();
    Status status = stillUnhealthy ? Status.UNHEALTHY : Status.HEALTHY;
    boolean unchanged = status == before.status();
    boolean answeredBefore = before.status() == Status.SUSPECT;
    return new Health(
        status,
        Optional.empty(),
        unchanged ? before.statusSince() : at,
        unchanged || answeredBefore ? before.settledSince() : at,
        Optional.of(at),
        Optional.of(success.roundTripTime()),
        successes,
        0,
        before.flaps().after(at, before.status() == Status.UNHEALTHY && !stillUnhealthy));
  }

  private static Health failed(
      Health before, Failure failure, TimePoint at, CheckSettings settings) {
    int failures = increment(before.failures());
    boolean answeredBefore = before.status() == Status.HEALTHY || before.status() == Status.SUSPECT;
    boolean unconfirmed = answeredBefore && failures < settings.fall();
    Status status = unconfirmed ? Status.SUSPECT : Status.UNHEALTHY;
    boolean unchanged = status == before.status();
    return new Health(
        status,
        Optional.of(failure),
        unchanged ? before.statusSince() : at,
        unchanged || unconfirmed ? before.settledSince() : awaySince(before, at),
        Optional.of(at),
        before.roundTripTime(),
        0,
        failures,
        before.flaps().after(at, answeredBefore && !unconfirmed));
  }

  private static TimePoint awaySince(Health before, TimePoint at) {
    return before.status() == Status.SUSPECT ? before.statusSince() : at;
  }

  private static int increment(int count) {
    return count == Integer.MAX_VALUE ? count : count + 1;
  }
}
