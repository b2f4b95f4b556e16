package dev.rollcall.testing.time;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test advances, so that a virtual hour takes milliseconds and is exact. */
public final class ManualClock implements Clock {

  /** The wall clock at the start. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualTimers timers = new ManualTimers();
  private Duration wallShift = Duration.ZERO;

  @Override
  public TimePoint now() {
    return new TimePoint(START.plusNanos(timers.ticks()).plus(wallShift), timers.ticks());
  }

  @Override
  public ManualTimers timers() {
    return timers;
  }

  /** Lets this much time pass, and everything happen that is due in it, in order. */
  public void advance(Duration duration) {
    timers.advance(duration);
  }

  /** This much time passes while the program stands still; what was due in it comes late. */
  public void stall(Duration duration) {
    timers.stall(duration);
  }

  /** Lets happen what is due now. */
  public void settle() {
    timers.advance(Duration.ZERO);
  }

  /** Somebody sets the wall clock; the monotonic one goes on as before. */
  public void shiftWallClock(Duration by) {
    wallShift = wallShift.plus(by);
  }
}
