package dev.rollcall.source.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.file.PeersFileContent;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.testing.program.LogCapture;
import dev.rollcall.testing.time.ManualClock;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list cannot be read since this machine is short of file descriptors. */
class ShortageReloadTest {

  private static final String LOG = ShortageReloadTest.class.getName();

  @Test
  void itIsReportedOnceAndTheListIsReadAsSoonAsItCanBe(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("peers.yaml");
    List<Path> readable = new ArrayList<>(List.of(path));
    Files.writeString(path, "peers:\n  - {id: a, address: \"10.0.0.1:1\"}\n");
    PolledPeersFile file =
        new PolledPeersFile(
            path,
            CheckDefaults.NONE,
            Optional.empty(),
            Clock.systemUTC(),
            at -> readable.contains(at) ? PeersFileContent.of(at) : shortage(at));
    Valid<Roster> first = (Valid<Roster>) file.read();
    ManualClock time = new ManualClock();
    try (LogCapture log = LogCapture.of(LOG)) {
      RosterReloader reloader =
          new RosterReloader(
              new RosterUpdate.Accepted(first.value(), file.source()),
              Optional.of(file),
              time.timers(),
              Runnable::run,
              Logger.getLogger(LOG));
      List<RosterUpdate> updates = new ArrayList<>();
      Cancellable unused = reloader.updates().subscribe().with(updates::add);
      readable.clear();
      Files.writeString(path, "peers:\n  - {id: b, address: \"10.0.0.1:1\"}\n");
      CompletableFuture<Void> evaluated = reloader.reload().toCompletableFuture();
      time.advance(Duration.ofMinutes(1));
      assertEquals(1, updates.size());
      assertEquals(
          List.of(
              "INFO "
                  + path
                  + ": cannot be read: Too many open files; keeping the previous list, and trying"
                  + " again"),
          log.all());
      readable.add(path);
      time.advance(Duration.ofSeconds(2));
      assertEquals(2, updates.size());
      assertTrue(evaluated.isDone());
      reloader.stop();
    }
  }

  private static PeersFileContent shortage(Path path) {
    return PeersFileContent.unreadable(
        path, new FileSystemException(path.toString(), null, "Too many open files"));
  }
}
