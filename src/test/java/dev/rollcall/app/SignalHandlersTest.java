package dev.rollcall.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.program.LogCapture;
import dev.rollcall.testing.program.SystemCommand;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each handled signal, sent to the process of the tests, which survives. */
@EnabledOnOs(OS.LINUX)
class SignalHandlersTest {

  private final AtomicInteger stops = new AtomicInteger();

  private static void send(String name) throws IOException {
    SystemCommand.run("kill", "-s", name, String.valueOf(ProcessHandle.current().pid()));
  }

  @Test
  void ignoredOrAsSigterm() throws IOException {
    try (LogCapture log = LogCapture.of(SignalHandlers.class.getName())) {
      SignalHandlers.ofService(stops::incrementAndGet);
      List<String> lines = new ArrayList<>();
      for (String name : SignalHandlers.IGNORED) {
        send(name);
        lines.add("INFO SIG%s received; it is ignored".formatted(name));
        Eventually.holds(name, () -> log.all().equals(lines));
        send(name);
      }
      assertEquals(0, stops.get());
      for (String name : SignalHandlers.STOPPING) {
        // Of this one a JVM prints its stacks.
        if (!name.equals("QUIT")) {
          int before = stops.get();
          send(name);
          lines.add("WARN SIG%s received; stopping".formatted(name));
          Eventually.holds(name, () -> stops.get() == before + 1);
          assertEquals(lines, log.all());
        }
      }
    }
  }
}
