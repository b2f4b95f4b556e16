package dev.rollcall.check.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.check.Hint;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HintsTest {

  private final Hints hints = new Hints();
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
  void thereAreNoneAfterTheEnd() {
    listen();
    hints.give("hint");
    hints.close();
    hints.give("late");
    assertEquals(List.of("hint"), given);
  }

  @Test
  void whoLeavesHearsNothingAndCostsNothing() {
    listen().cancel();
    hints.give("hint");
    assertEquals(List.of(), given);
  }

  private Cancellable listen() {
    return hints.all().onItem().transform(Hint::why).subscribe().with(given::add);
  }
}
