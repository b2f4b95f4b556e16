package dev.rollcall.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.FakeServiceManager;
import dev.rollcall.testing.program.LogCapture;
import dev.rollcall.testing.program.Prerequisites;
import dev.rollcall.testing.time.Eventually;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real datagrams, to a listener of another implementation. */
class NotifySocketTest {

  private static final String LOG = "dev.rollcall.notify-socket-under-test";

  private final Path directory;

  NotifySocketTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void transport() {
    Prerequisites.require(Epoll.isAvailable(), "Netty's native transport is not for this machine");
  }

  @Test
  void aPathIsTold() throws IOException {
    tell(directory.resolve("notify").toString());
  }

  @Test
  void anAbstractNameIsTold() throws IOException {
    tell("@rollcall-" + UUID.randomUUID());
  }

  private static void tell(String name) throws IOException {
    List<String> sent = new ArrayList<>();
    try (FakeServiceManager manager = FakeServiceManager.at(name);
        LogCapture lines = LogCapture.of(LOG)) {
      try (NotifySocket socket = open(name)) {
        for (int i = 0; i < 900; i++) {
          String message = "STATUS=%d of 900 peers answer, \u00e9".formatted(i);
          sent.add(message);
          socket.accept(message);
        }
        socket.accept("RELOADING=1\nMONOTONIC_USEC=1");
        sent.add("RELOADING=1|MONOTONIC_USEC=1");
      }
      // The end takes away nothing that was said before it.
      Eventually.holds("all of it came", () -> manager.notices().size() == sent.size());
      assertEquals(sent, manager.texts());
      assertEquals(List.of(), lines.all());
      assertEquals(
          List.of(ProcessHandle.current().pid()),
          manager.notices().stream()
              .map(FakeServiceManager.Notification::pid)
              .distinct()
              .collect(Collectors.toList()));
    }
  }

  @Test
  void aManagerThatIsNotThereIsToldOfOnceAndFoundWhenItComes() throws IOException {
    String name = directory.resolve("notify").toString();
    try (LogCapture lines = LogCapture.of(LOG);
        NotifySocket socket = open(name)) {
      for (int i = 0; i < 10; i++) {
        socket.accept("WATCHDOG=1");
      }
      Eventually.holds("it is told of", () -> !lines.all().isEmpty());
      try (FakeServiceManager first = FakeServiceManager.at(name)) {
        socket.accept("READY=1");
        Eventually.holds("it comes", () -> first.texts().contains("READY=1"));
      }
      Files.delete(Path.of(name));
      try (FakeServiceManager second = FakeServiceManager.at(name)) {
        socket.accept("STOPPING=1");
        Eventually.holds("it comes", () -> second.texts().contains("STOPPING=1"));
      }
      Eventually.holds("both lines are there", () -> lines.all().size() >= 2);
      assertEquals(2, lines.all().size(), lines.all().toString());
      assertTrue(
          lines.all().get(0).startsWith("WARN cannot notify the service manager at " + name),
          lines.all().get(0));
      assertEquals(
          "INFO notifying the service manager at " + name + " works again", lines.all().get(1));
    }
  }

  private static NotifySocket open(String name) {
    return NotifySocket.open(name, Logger.getLogger(LOG)).orElseThrow();
  }
}
