package dev.rollcall.systemd;

import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Status;
import java.util.Map;

/** Formats the state of the cluster as one line, in the words of the page. */
final class StatusLine {

  private StatusLine() {}

  static String of(Snapshot snapshot) {
    if (snapshot.peerStates().isEmpty()) {
      return "no peers are listed" + problems(snapshot);
    }
    Map<Status, Integer> counts = snapshot.counts();
    int answering = count(counts, Status.HEALTHY) + count(counts, Status.SUSPECT);
    int checked = answering + count(counts, Status.UNHEALTHY);
    return "%d of %d %s %s"
            .formatted(
                answering,
                checked,
                checked == 1 ? "peer" : "peers",
                answering == 1 ? "answers" : "answer")
        + countIfAny(count(counts, Status.UNKNOWN), "not checked yet")
        + countIfAny(count(counts, Status.MAINTENANCE), "in maintenance")
        + problems(snapshot);
  }

  private static int count(Map<Status, Integer> counts, Status status) {
    return counts.getOrDefault(status, 0);
  }

  private static String countIfAny(int count, String what) {
    return count == 0 ? "" : ", %d %s".formatted(count, what);
  }

  private static String problems(Snapshot snapshot) {
    String isolated = snapshot.isolated() ? "; this node may be the one that is cut off" : "";
    String rejected =
        snapshot.roster().errors().isEmpty()
            ? ""
            : "; the newest version of the list was rejected, the previous one stays active";
    return isolated + rejected;
  }
}
