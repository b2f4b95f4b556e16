package dev.rollcall.serve.health;

import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Status;
import java.util.OptionalInt;

/**
 * The rule for readiness: every peer was checked once or, if that is set, enough peers are healthy.
 * A dead peer alone never makes the node unready, as mutual checks would cascade.
 *
 * @param minHealthy the healthy peers that are required; absent: each peer was checked once
 */
public record Readiness(OptionalInt minHealthy) {

  /** Whether the node is ready, by this snapshot. */
  public boolean isReady(Snapshot snapshot) {
    return minHealthy.isPresent()
        ? snapshot.counts().getOrDefault(Status.HEALTHY, 0) >= minHealthy.getAsInt()
        : snapshot.isComplete();
  }
}
