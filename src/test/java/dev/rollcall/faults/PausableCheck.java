package dev.rollcall.faults;

import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Hint;
import dev.rollcall.check.Outcome;
import dev.rollcall.testing.time.Eventually;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A health check that a test can pause, so that a fault never begins in the middle of a check. */
final class PausableCheck implements HealthCheck {

  private static final Outcome PAUSED = new Outcome.Skipped("paused by the test");

  private final HealthCheck check;
  private final AtomicBoolean paused = new AtomicBoolean();
  private final AtomicInteger running = new AtomicInteger();

  PausableCheck(HealthCheck check) {
    this.check = check;
  }

  /** Runs this after the running check has ended and before the next begins. */
  void betweenChecks(Runnable action) {
    paused.set(true);
    try {
      Eventually.holds("the running check has ended", () -> running.get() == 0);
      action.run();
    } finally {
      paused.set(false);
    }
  }

  @Override
  public Uni<Outcome> check() {
    return Uni.createFrom().deferred(this::checkUnlessPaused);
  }

  private Uni<Outcome> checkUnlessPaused() {
    running.incrementAndGet();
    Uni<Outcome> outcome = paused.get() ? Uni.createFrom().item(PAUSED) : check.check();
    return outcome.onTermination().invoke(running::decrementAndGet);
  }

  @Override
  public Multi<Hint> hints() {
    return check.hints();
  }

  @Override
  public void close() {
    check.close();
  }
}
