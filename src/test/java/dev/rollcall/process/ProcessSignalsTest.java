package dev.rollcall.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With WINCH, which ends no process that does not handle it. */
class ProcessSignalsTest {

  private static void send() throws IOException, InterruptedException {
    long self = ProcessHandle.current().pid();
    assertEquals(0, new ProcessBuilder("kill", "-s", "WINCH", "" + self).start().waitFor());
  }

  @Test
  void eachSignalIsHeardAndTheLastHandlerHearsItAlone() throws Exception {
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    assertTrue(ProcessSignals.handle("WINCH", first::incrementAndGet));
    send();
    Eventually.holds("the first is heard", () -> first.get() == 1);
    send();
    Eventually.holds("the second is heard too", () -> first.get() == 2);

    assertTrue(ProcessSignals.handle("WINCH", second::incrementAndGet));
    send();
    Eventually.holds("the newer handler hears it", () -> second.get() == 1);
    assertEquals(2, first.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "STOP", "SEGV", "NOSUCH", ""})
  void whatCannotBeHandledIsSaid(String name) {
    assertFalse(ProcessSignals.handle(name, () -> {}));
  }
}
