package dev.rollcall.serve.metrics;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Skipped;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.Status;
import dev.rollcall.text.EnumNames;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** What is counted of one peer, by one thread; any thread reads. Less than a kilobyte. */
final class PeerCounters {

  static final String DURATION = "rollcall_check_duration_seconds";
  static final String CHECKS = "rollcall_checks";
  static final String TRANSITIONS = "rollcall_transitions";

  /** In seconds: a network of a room, of a country, of the world, and what waits for a timeout. */
  private static final List<Double> BOUNDS =
      List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 3.0, 10.0);

  /** What came of a check: success first, then why not, then that it was not put. */
  private static final List<String> OUTCOMES = outcomes();

  private static final int SUCCESS = 0;
  private static final String NOT_ASKED = "not_asked";

  /** What a check can lead to. */
  private static final List<Status> STATUSES =
      List.of(Status.HEALTHY, Status.SUSPECT, Status.UNHEALTHY);

  private final String kind;
  private final DurationHistogram durations = new DurationHistogram(BOUNDS);
  private final AtomicLongArray outcomes = new AtomicLongArray(OUTCOMES.size());
  private final AtomicLongArray transitions = new AtomicLongArray(STATUSES.size());

  /**
   * @param kind of the checks
   */
  PeerCounters(String kind) {
    this.kind = kind;
  }

  String kind() {
    return kind;
  }

  void count(CheckResult seen) {
    outcomes.incrementAndGet(place(seen.outcome()));
    if (!(seen.outcome() instanceof Skipped)) {
      durations.note(seen.took());
    }
    if (seen.isTransition()) {
      transitions.incrementAndGet(STATUSES.indexOf(seen.health().status()));
    }
  }

  void addDurations(List<Sample> samples, String peer) {
    durations.addTo(samples, DURATION, List.of("peer", "kind"), List.of(peer, kind));
  }

  /** Success is there from the first check on, what went wrong from the first time it did. */
  void addChecks(List<Sample> samples, String peer) {
    for (int place = 0; place < OUTCOMES.size(); place++) {
      long count = outcomes.get(place);
      if (count > 0 || place == SUCCESS) {
        samples.add(sample(CHECKS, "outcome", peer, OUTCOMES.get(place), count));
      }
    }
  }

  /** From zero on, so that the first one is an increase. */
  void addTransitions(List<Sample> samples, String peer) {
    for (int place = 0; place < STATUSES.size(); place++) {
      String to = EnumNames.lowerCase(STATUSES.get(place));
      samples.add(sample(TRANSITIONS, "to", peer, to, transitions.get(place)));
    }
  }

  private static Sample sample(String name, String label, String peer, String value, long count) {
    return new Sample(name + "_total", List.of("peer", label), List.of(peer, value), count);
  }

  private static int place(Outcome outcome) {
    return outcome instanceof Success ? SUCCESS : OUTCOMES.indexOf(why(outcome));
  }

  private static String why(Outcome outcome) {
    return outcome instanceof Failure failure ? EnumNames.lowerCase(failure.reason()) : NOT_ASKED;
  }

  private static List<String> outcomes() {
    List<String> names = new ArrayList<>();
    names.add("success");
    for (Reason reason : Reason.values()) {
      names.add(EnumNames.lowerCase(reason));
    }
    names.add(NOT_ASKED);
    return List.copyOf(names);
  }
}
