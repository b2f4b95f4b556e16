package dev.rollcall.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.time.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private static final Duration WATCHDOG = Duration.ofSeconds(30);

  private final ManualClock time = new ManualClock();
  private final List<Long> beats = new ArrayList<>();
  private final StickingThread one = new StickingThread();
  private final StickingThread other = new StickingThread();
  private boolean sound = true;

  /** Runs what it is given at once, but for the times when it hangs. */
  private static final class StickingThread implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean hangs;

    @Override
    public void execute(Runnable task) {
      waiting.add(task);
      run();
    }

    void hang(boolean whether) {
      hangs = whether;
      run();
    }

    private void run() {
      while (!hangs && !waiting.isEmpty()) {
        waiting.remove().run();
      }
    }
  }

  @Test
  void itBeatsWithinHalfOfTheTime() {
    start(one, other);
    time.advance(Duration.ofMinutes(10));

    assertEquals(0L, beats.get(0));
    long longest = 0;
    for (int i = 1; i < beats.size(); i++) {
      longest = Math.max(longest, beats.get(i) - beats.get(i - 1));
    }
    assertTrue(longest <= WATCHDOG.toMillis() / 2, () -> "pauses in " + beats);
    assertTrue(beats.size() <= 61, () -> "no more often than need be: " + beats);
  }

  @Test
  void withoutThreadsTheTimersThreadAloneCounts() {
    start();
    time.advance(Duration.ofSeconds(20));

    assertEquals(List.of(0L, 10_000L, 20_000L), beats);
  }

  @Test
  void itFallsSilentWhenTheChecksHaveEnded() {
    start(one);
    time.advance(Duration.ofSeconds(15));
    sound = false;
    time.advance(Duration.ofHours(1));

    assertEquals(List.of(0L, 10_000L), beats);
  }

  @Test
  void itFallsSilentWhileAThreadHangsAndGoesOnAfterwards() {
    start(one, other);
    time.advance(Duration.ofSeconds(5));
    other.hang(true);
    time.advance(Duration.ofSeconds(60));
    assertEquals(List.of(0L), beats);
    assertEquals(1, other.waiting.size(), "it is asked once, however long it hangs");

    other.hang(false);
    time.advance(Duration.ofSeconds(10));
    assertEquals(List.of(0L, 65_000L, 70_000L), beats);
  }

  @Test
  void itFallsSilentWhileTheTimersThreadHangs() {
    start(one);
    time.advance(Duration.ofSeconds(5));
    time.stall(Duration.ofMinutes(2));

    assertEquals(List.of(0L), beats);
  }

  @Test
  void nothingIsLeftAfterItsEnd() {
    Heartbeat heartbeat = start(one);
    heartbeat.stop();
    heartbeat.stop();

    assertEquals(0, time.timers().pending());
  }

  private Heartbeat start(Executor... threads) {
    Heartbeat heartbeat =
        new Heartbeat(
            time,
            new LivenessConditions(() -> sound, List.of(threads)),
            new SdNotify(time, message -> beats.add(time.now().ticks() / 1_000_000)));
    heartbeat.start(WATCHDOG);
    time.settle();
    return heartbeat;
  }
}
