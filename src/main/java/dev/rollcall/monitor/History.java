package dev.rollcall.monitor;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.time.TimePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a peer's checks. A value, bounded in size.
 *
 * @param transitions the last ones, oldest first; at most {@value #MOST_TRANSITIONS}
 * @param roundTrips of the last checks that succeeded
 */
public record History(List<Transition> transitions, RoundTrips roundTrips) {

  /** So many transitions are kept. */
  public static final int MOST_TRANSITIONS = 32;

  /** Of a peer that was not checked yet. */
  public static final History NONE = new History(List.of(), RoundTrips.NONE);

  /** Copies the transitions. */
  public History {
    transitions = List.copyOf(transitions);
  }

  /** With one more check, which came to this health. */
  History and(Health before, Health health, Outcome outcome, TimePoint at) {
    RoundTrips trips =
        outcome instanceof Success success ? roundTrips.and(success.roundTripTime()) : roundTrips;
    if (before.status() == health.status()) {
      return trips == roundTrips ? this : new History(transitions, trips);
    }
    List<Transition> longer = new ArrayList<>(transitions);
    longer.add(new Transition(at, health.status(), health.failure().map(Failure::reason)));
    int dropped = Math.max(0, longer.size() - MOST_TRANSITIONS);
    return new History(longer.subList(dropped, longer.size()), trips);
  }
}
