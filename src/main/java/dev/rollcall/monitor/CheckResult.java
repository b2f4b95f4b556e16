package dev.rollcall.monitor;

import dev.rollcall.check.Outcome;
import dev.rollcall.peer.Peer;
import java.time.Duration;

/**
 * One check of one peer, judged.
 *
 * @param peer as it was listed when its checks began; its capabilities and labels may have changed
 * @param before the judgement before this check
 * @param health the judgement now; the one before if the check does not count
 * @param outcome what came of the check
 * @param lateness from when the check was due to when it began, by the monotonic clock
 * @param took from when it began to its judgement
 * @param history of this peer, this check included
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
