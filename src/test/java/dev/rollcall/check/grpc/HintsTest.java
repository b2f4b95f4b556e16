package dev.rollcall.check.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Hint;
import dev.rollcall.testing.ManualTime;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HintsTest {

  private final ManualTime time = new ManualTime();
  private final Hints hints = new Hints(time);
  private final List<String> given = new ArrayList<>();

  @Test
  void comeAtOnce() {
    listen();
    hints.give("one");
    hints.give("two");
    assertEquals(List.of("one", "two"), given);
  }

  @Test
  void beforeTheSubscriptionAreLost() {
    hints.give("early");
    listen();
    assertEquals(List.of(), given);
  }

  @Test
  void ofANoisyPeerArePacedAndTheLatestIsGiven() {
    listen();
    for (int i = 0; i < 1_000; i++) {
      hints.give("hint " + i);
    }
    assertEquals(Hints.AT_ONCE, given.size());
    assertEquals(1, time.timers().pending());
    time.advance(Hints.EACH);
    assertEquals("hint 999", given.get(Hints.AT_ONCE));
    time.advance(Duration.ofMinutes(1));
    assertEquals(Hints.AT_ONCE + 1, given.size());
  }

  @Test
  void inAnHourOfNoiseAreFew() {
    listen();
    for (int i = 0; i < 36_000; i++) {
      hints.give("hint");
      time.advance(Duration.ofMillis(100));
    }
    long most = Hints.AT_ONCE + Duration.ofHours(1).dividedBy(Hints.EACH);
    assertTrue(given.size() >= most - 1 && given.size() <= most, given.size() + " hints");
  }

  @Test
  void aPeerThatWasQuietIsHeardAtOnceAgain() {
    listen();
    for (int round = 1; round <= 5; round++) {
      for (int i = 0; i < Hints.AT_ONCE; i++) {
        hints.give("hint");
      }
      assertEquals(round * Hints.AT_ONCE, given.size());
      time.advance(Hints.EACH.multipliedBy(Hints.AT_ONCE));
    }
  }

  @Test
  void thereAreNoneAfterTheEnd() {
    listen();
    for (int i = 0; i <= Hints.AT_ONCE; i++) {
      hints.give("hint");
    }
    hints.close();
    assertEquals(0, time.timers().pending());
    hints.give("late");
    time.advance(Duration.ofMinutes(1));
    assertEquals(Hints.AT_ONCE, given.size());
  }

  @Test
  void whoLeavesHearsNothingAndCostsNothing() {
    listen().cancel();
    for (int i = 0; i < 100; i++) {
      hints.give("hint");
    }
    assertEquals(List.of(), given);
    assertEquals(0, time.timers().pending());
  }

  private Cancellable listen() {
    return hints.all().onItem().transform(Hint::why).subscribe().with(given::add);
  }
}
