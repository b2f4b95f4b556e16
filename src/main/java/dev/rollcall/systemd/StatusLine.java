package dev.rollcall.systemd;

import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Status;
import java.util.Map;

/** The state of the cluster in one line, in the words of the page. */
final class StatusLine {

  private StatusLine() {}

  static String of(Snapshot snapshot) {
    if (snapshot.listings().isEmpty()) {
      return "no peers are listed" + troubles(snapshot);
    }
    Map<Status, Integer> counts = snapshot.counts();
    int answering = count(counts, Status.HEALTHY) + count(counts, Status.SUSPECT);
    int asked = answering + count(counts, Status.UNHEALTHY);
    return "%d of %d %s %s"
            .formatted(
                answering,
                asked,
                asked == 1 ? "peer" : "peers",
                answering == 1 ? "answers" : "answer")
        + others(count(counts, Status.UNKNOWN), "not checked yet")
        + others(count(counts, Status.MAINTENANCE), "in maintenance")
        + troubles(snapshot);
  }

  private static int count(Map<Status, Integer> counts, Status status) {
    return counts.getOrDefault(status, 0);
  }

  private static String others(int count, String what) {
    return count == 0 ? "" : ", %d %s".formatted(count, what);
  }

  private static String troubles(Snapshot snapshot) {
    String isolated = snapshot.isolated() ? "; this node may be the one that is cut off" : "";
    String refused =
        snapshot.roster().errors().isEmpty()
            ? ""
            : "; the newest version of the list was refused, the one before stays in force";
    return isolated + refused;
  }
}
