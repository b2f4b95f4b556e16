package dev.rollcall.serve.metrics;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Skipped;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.Status;
import dev.rollcall.text.EnumNames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the checks and transitions of one peer, in less than a kilobyte. One thread counts, any
 * thread reads.
 */
final class PeerCounters {

  static final String DURATION = "rollcall_check_duration_seconds";
  static final String CHECKS = "rollcall_checks";
  static final String TRANSITIONS = "rollcall_transitions";

  /** In seconds: for a local network, a country, the world, and checks that wait for a timeout. */
  private static final List<Double> UPPER_BOUNDS =
      List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 3.0, 10.0);

  /** Values of the label 'outcome': success, the reasons of failures, and skipped checks. */
  private static final List<String> OUTCOMES = outcomes();

  private static final int SUCCESS = 0;
  private static final String SKIPPED = "not_asked";

  /** The statuses that a check can lead to. */
  private static final List<Status> STATUSES =
      List.of(Status.HEALTHY, Status.SUSPECT, Status.UNHEALTHY);

  private final String kind;
  private final DurationHistogram durations = new DurationHistogram(UPPER_BOUNDS);
  private final AtomicLongArray outcomes = new AtomicLongArray(OUTCOMES.size());
  private final AtomicLongArray transitions = new AtomicLongArray(STATUSES.size());

  /**
   * @param kind of the checks, a label of their durations
   */
  PeerCounters(String kind) {
    this.kind = kind;
  }

  String kind() {
    return kind;
  }

  void count(CheckResult result) {
    outcomes.incrementAndGet(index(result.outcome()));
    if (!(result.outcome() instanceof Skipped)) {
      durations.record(result.took());
    }
    if (result.isTransition()) {
      transitions.incrementAndGet(STATUSES.indexOf(result.health().status()));
    }
  }

  void addDurations(SampleSink samples, String peer) {
    durations.addTo(samples, DURATION, List.of("peer", "kind"), List.of(peer, kind));
  }

  /** Success has a series from the first check on, any other outcome from its first time on. */
  void addChecks(SampleSink samples, String peer) {
    for (int i = 0; i < OUTCOMES.size(); i++) {
      long count = outcomes.get(i);
      if (count > 0 || i == SUCCESS) {
        add(samples, CHECKS, List.of("peer", "outcome"), List.of(peer, OUTCOMES.get(i)), count);
      }
    }
  }

  /** Each status has a series from zero on, so that the first transition is an increase. */
  void addTransitions(SampleSink samples, String peer) {
    for (int i = 0; i < STATUSES.size(); i++) {
      String to = EnumNames.lowerCase(STATUSES.get(i));
      add(samples, TRANSITIONS, List.of("peer", "to"), List.of(peer, to), transitions.get(i));
    }
  }

  private static void add(
      SampleSink samples, String name, List<String> labels, List<String> values, long count) {
    samples.add(name + "_total", labels, values, (double) count);
  }

  private static int index(Outcome outcome) {
    return outcome instanceof Success ? SUCCESS : OUTCOMES.indexOf(reason(outcome));
  }

  private static String reason(Outcome outcome) {
    return outcome instanceof Failure failure ? EnumNames.lowerCase(failure.reason()) : SKIPPED;
  }

  private static List<String> outcomes() {
    List<String> names = new ArrayList<>();
    names.add("success");
    for (Reason reason : Reason.values()) {
      names.add(EnumNames.lowerCase(reason));
    }
    names.add(SKIPPED);
    return List.copyOf(names);
  }
}
