package dev.rollcall.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitsTest {

  private final List<UniEmitter<? super String>> begun = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final List<Throwable> failed = new ArrayList<>();

  @Test
  void soManyGoThroughAndTheOthersWaitInTheirOrder() {
    ConcurrencyLimit limit = new ConcurrencyLimit(2);
    for (int i = 0; i < 5; i++) {
      enter(limit);
    }
    assertEquals(2, begun.size());

    begun.get(0).complete("first");
    assertEquals(3, begun.size());
    begun.get(1).fail(new IllegalStateException("a fault"));
    assertEquals(4, begun.size());
    begun.get(2).complete("third");
    begun.get(3).complete("fourth");
    begun.get(4).complete("fifth");

    assertEquals(List.of("first", "third", "fourth", "fifth"), ended);
    assertEquals(1, failed.size());
  }

  @Test
  void whoIsCancelledGivesItsPlaceUp() {
    ConcurrencyLimit limit = new ConcurrencyLimit(1);
    Cancellable inside = enter(limit);
    Cancellable waiting = enter(limit);
    enter(limit);
    assertEquals(1, begun.size());

    waiting.cancel();
    inside.cancel();
    assertEquals(2, begun.size(), "the third, as the second has gone");
    begun.get(1).complete("third");
    assertEquals(List.of("third"), ended);

    enter(limit);
    enter(limit);
    assertEquals(3, begun.size(), "no place was lost, and none was made");
  }

  @Test
  void peersThatAreAwayTakeAQuarterAtMost() {
    ConcurrencyLimits lanes = new ConcurrencyLimits(8);
    for (int i = 0; i < 10; i++) {
      enter(lanes.of(Status.UNHEALTHY));
    }
    assertEquals(2, begun.size());
    for (Status status : List.of(Status.HEALTHY, Status.SUSPECT, Status.UNKNOWN)) {
      enter(lanes.of(status));
    }
    assertEquals(5, begun.size());
  }

  @Test
  void aLimitOfOneStillChecksAll() {
    ConcurrencyLimits lanes = new ConcurrencyLimits(1);
    enter(lanes.of(Status.UNHEALTHY));
    enter(lanes.of(Status.HEALTHY));
    assertEquals(2, begun.size());
  }

  private Cancellable enter(ConcurrencyLimit limit) {
    return limit
        .admit(Uni.createFrom().<String>emitter(begun::add))
        .subscribe()
        .with(ended::add, failed::add);
  }
}
