package dev.rollcall.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A line of the table. */
record ResultRow(String scenario, String measured, String bar, String verdict) {

  /** Without a bar. */
  static ResultRow of(String scenario, String measured) {
    return new ResultRow(scenario, measured.replace('\n', ' '), "", "");
  }

  /** Against a bar. */
  static ResultRow against(String bar, boolean met, String scenario, String measured) {
    return new ResultRow(scenario, measured, bar, met ? "met" : "**missed**");
  }

  /** Smallest, median and 99th percentile, without a bar. */
  static ResultRow times(String scenario, List<Duration> times) {
    return of(scenario + runs(times), shown(times));
  }

  /** The same against a bar for the percentile. */
  static ResultRow times(String scenario, List<Duration> times, Duration bar) {
    return against(
        "p99 at most " + seconds(bar),
        percentile(times, 99).compareTo(bar) <= 0,
        scenario + runs(times),
        shown(times));
  }

  String line() {
    return "| %s | %s | %s | %s |".formatted(scenario, measured, bar, verdict);
  }

  private static String runs(List<Duration> times) {
    return ", %d runs".formatted(times.size());
  }

  private static String shown(List<Duration> times) {
    return "min %s, median %s, p99 %s"
        .formatted(
            seconds(percentile(times, 0)),
            seconds(percentile(times, 50)),
            seconds(percentile(times, 99)));
  }

  /** The nearest rank. */
  static Duration percentile(List<Duration> times, int percent) {
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.size()) - 1));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
  }
}
