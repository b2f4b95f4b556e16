package dev.rollcall.monitor;

import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Detects that a peer keeps going away and coming back. An immutable value; the time is passed in.
 *
 * @param changes the most recent ones of the last ten minutes, oldest first; at most seven
 * @param flapping true once there are more than six, and then until there are at most three
 */
public record FlapDetector(List<TimePoint> changes, boolean flapping) {

  /** For a peer that has never changed. */
  public static final FlapDetector NONE = new FlapDetector(List.of(), false);

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MAX_WHEN_STEADY = 6;
  private static final int MAX_TO_SETTLE = 3;

  /** Copies the changes. */
  public FlapDetector {
    changes = List.copyOf(changes);
  }

  /**
   * The state after one more check.
   *
   * @param changed whether the peer went away or came back with it
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
    while (recent.size() > MAX_WHEN_STEADY + 1) {
      recent.remove(0);
    }
    boolean isFlapping = recent.size() > (flapping ? MAX_TO_SETTLE : MAX_WHEN_STEADY);
    return new FlapDetector(recent, isFlapping);
  }
}
