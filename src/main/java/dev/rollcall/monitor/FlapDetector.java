package dev.rollcall.monitor;

import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a peer went away and came back of late. A value: it is told what time it is.
 *
 * @param changes the newest of the last ten minutes, oldest first; at most seven
 * @param flapping more than six of them; then so, until there are no more than three
 */
public record FlapDetector(List<TimePoint> changes, boolean flapping) {

  /** Of a peer that never changed. */
  public static final FlapDetector NONE = new FlapDetector(List.of(), false);

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MOST_BEFORE_FLAPPING = 6;
  private static final int MOST_WHEN_SETTLED = 3;

  /** Copies the changes. */
  public FlapDetector {
    changes = List.copyOf(changes);
  }

  /**
   * After one more check.
   *
   * @param changed whether the peer went away or came back by it
   */
  FlapDetector after(TimePoint at, boolean changed) {
    if (changes.isEmpty() && !changed) {
      return this;
    }
    List<TimePoint> recent = new ArrayList<>(changes);
    if (changed) {
      recent.add(at);
    }
    recent.removeIf(change -> change.until(at).compareTo(WINDOW) > 0);
    while (recent.size() > MOST_BEFORE_FLAPPING + 1) {
      recent.remove(0);
    }
    boolean now = recent.size() > (flapping ? MOST_WHEN_SETTLED : MOST_BEFORE_FLAPPING);
    return new FlapDetector(recent, now);
  }
}
