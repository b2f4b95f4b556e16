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
    hints.emit("one");
    hints.emit("two");
    assertEquals(List.of("one", "two"), given);
  }

  @Test
  void beforeTheSubscriptionAreLost() {
    hints.emit("early");
    listen();
    assertEquals(List.of(), given);
  }

  @Test
  void thereAreNoneAfterTheEnd() {
    listen();
    hints.emit("hint");
    hints.close();
    hints.emit("late");
    assertEquals(List.of("hint"), given);
  }

  @Test
  void whoLeavesHearsNothingAndCostsNothing() {
    listen().cancel();
    hints.emit("hint");
    assertEquals(List.of(), given);
  }

  private Cancellable listen() {
    return hints.asMulti().onItem().transform(Hint::cause).subscribe().with(given::add);
  }
}
