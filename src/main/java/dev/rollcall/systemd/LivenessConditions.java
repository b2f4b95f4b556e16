package dev.rollcall.systemd;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * What has to work for this process to count as alive.
 *
 * @param isSound whether the checks go on; must not block
 * @param threads each runs its tasks one after the other, and must never be stuck
 */
public record LivenessConditions(BooleanSupplier isSound, List<? extends Executor> threads) {

  /** Copies the list. */
  public LivenessConditions {
    threads = List.copyOf(threads);
  }
}
