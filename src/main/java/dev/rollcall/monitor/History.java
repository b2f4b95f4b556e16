package dev.rollcall.monitor;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.time.TimePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The recent transitions and round trips of a peer. An immutable value of bounded size.
 *
 * @param transitions the most recent ones, oldest first; at most {@value #MAX_TRANSITIONS}
 * @param roundTrips of the most recent successful checks
 */
public record History(List<Transition> transitions, RoundTrips roundTrips) {

  /** The number of transitions that are kept. */
  public static final int MAX_TRANSITIONS = 32;

  /** For a peer that has not been checked yet. */
  public static final History NONE = new History(List.of(), RoundTrips.NONE);

  /** Copies the transitions. */
  public History {
    transitions = List.copyOf(transitions);
  }

  /** The history after one more check, which led to this health. */
  History with(Health before, Health health, Outcome outcome, TimePoint at) {
    RoundTrips updated =
        outcome instanceof Success success ? roundTrips.with(success.roundTripTime()) : roundTrips;
    if (before.status() == health.status()) {
      return updated == roundTrips ? this : new History(transitions, updated);
    }
    List<Transition> extended = new ArrayList<>(transitions);
    extended.add(new Transition(at, health.status(), health.failure().map(Failure::reason)));
    int dropped = Math.max(0, extended.size() - MAX_TRANSITIONS);
    return new History(extended.subList(dropped, extended.size()), updated);
  }
}
