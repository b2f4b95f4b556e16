package dev.rollcall.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottledNotifierTest {

  private final ManualClock time = new ManualClock();
  private final ThrottledNotifier pulse = new ThrottledNotifier(time);
  private final List<Long> wakings = new ArrayList<>();

  @Test
  void newsAfterAQuietTimeWakesAtOnce() {
    pulse.add(this::woken);

    pulse.changed();
    time.advance(Duration.ofSeconds(10));
    pulse.changed();

    assertEquals(List.of(0L, 10_000L), wakings);
  }

  @Test
  void newsThatComesThickWakesOnceForAll() {
    pulse.add(this::woken);

    for (int i = 0; i < 250; i++) {
      pulse.changed();
      time.advance(Duration.ofMillis(1));
    }
    time.advance(Duration.ofSeconds(10));

    assertEquals(List.of(0L, 50L, 100L, 150L, 200L, 250L), wakings);
    assertEquals(0, time.timers().pending());
  }

  @Test
  void theLastNewsIsNeverLost() {
    pulse.add(this::woken);

    pulse.changed();
    time.advance(Duration.ofMillis(49));
    pulse.changed();
    time.advance(Duration.ofSeconds(1));

    assertEquals(List.of(0L, 50L), wakings);
  }

  private void woken() {
    wakings.add(time.timers().ticks() / 1_000_000);
  }
}
