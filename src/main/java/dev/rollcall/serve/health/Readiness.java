package dev.rollcall.serve.health;

import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Status;
import java.util.OptionalInt;

/**
 * When the node is ready: every peer was checked once, or, where that is set, so many are healthy.
 * A dead peer alone never makes it unready: mutual checks would cascade.
 *
 * @param minHealthy so many healthy peers are asked for; absent: that each was checked once
 */
public record Readiness(OptionalInt minHealthy) {

  /** Whether it is, by this snapshot. */
  public boolean isReady(Snapshot snapshot) {
    return minHealthy.isPresent()
        ? snapshot.counts().getOrDefault(Status.HEALTHY, 0) >= minHealthy.getAsInt()
        : snapshot.isComplete();
  }
}
