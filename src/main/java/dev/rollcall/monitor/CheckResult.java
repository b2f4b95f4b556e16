package dev.rollcall.monitor;

import dev.rollcall.check.Outcome;
import dev.rollcall.peer.Peer;
import java.time.Duration;

/**
 * The result of one check of one peer: its outcome and the health that follows from it.
 *
 * @param peer as it was listed when its checks began; its capabilities and labels may have changed
 * @param before the health before this check
 * @param health the health after it; the same as before if the check does not count
 * @param outcome of the check
 * @param lateness from when the check was due to when it began, by the monotonic clock
 * @param took from when it began to its end
 * @param history of this peer, including this check
 */
public record CheckResult(
    Peer peer,
    Health before,
    Health health,
    Outcome outcome,
    Duration lateness,
    Duration took,
    History history) {

  /** Whether this check changed the peer's status. */
  public boolean isTransition() {
    return before.status() != health.status();
  }
}
