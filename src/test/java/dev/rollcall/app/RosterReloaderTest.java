package dev.rollcall.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.directory.Directory;
import dev.rollcall.directory.Revision;
import dev.rollcall.log.ClusterLog;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.peer.Roster;
import dev.rollcall.serve.metrics.ClusterCounters;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.reload.PolledPeersFile;
import dev.rollcall.source.reload.RosterReloader;
import dev.rollcall.source.reload.RosterUpdate;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.testing.peer.RandomFileEditor;
import dev.rollcall.testing.peer.ScriptedChecks;
import dev.rollcall.testing.program.LogCapture;
import dev.rollcall.testing.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the file to the directory, with real files and time by hand. */
class RosterReloaderTest {

  private static final String LOG = "dev.rollcall.reload-under-test";

  private final ManualClock time = new ManualClock();
  private final ScriptedChecks checks = new ScriptedChecks(time);
  private final List<Roster> loaded = new ArrayList<>();
  private final Path path;
  private final Directory directory;
  private final RosterReloader reload;

  RosterReloaderTest(@TempDir Path folder) throws IOException {
    path = folder.resolve("peers.yaml");
    Files.writeString(path, list("a", "b", "c"));
    // Every file looks as if it was written a moment ago: what is new is always looked at twice.
    Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    PolledPeersFile file = new PolledPeersFile(path, CheckDefaults.NONE, Optional.empty(), longAgo);
    Roster roster = ((Valid<Roster>) file.read()).value();
    RosterUpdate.Accepted first = new RosterUpdate.Accepted(roster, file.source());
    directory = new Directory("epoch", time.now(), () -> {});
    reload =
        new RosterReloader(
            first, Optional.of(file), time.timers(), Runnable::run, Logger.getLogger(LOG));
    Pipeline pipeline =
        new Pipeline(
            reload,
            loaded::add,
            new Monitor(checks, time, "observer", 4096, List.of()),
            directory,
            new ClusterLog(Logger.getLogger(LOG + ".peers"), directory, time),
            new ClusterCounters(),
            time);
    CompletableFuture<Void> firstRecorded = pipeline.start().toCompletableFuture();
    assertEquals(new Revision("epoch", 0), directory.snapshot().revision());
    time.advance(Duration.ZERO);
    assertTrue(firstRecorded.isDone());
    assertEquals(new Revision("epoch", 1), directory.snapshot().revision());
    assertEquals(List.of(roster), loaded, "the first roster enters once");
    time.advance(Duration.ofSeconds(2));
  }

  @Test
  void aPeerThatIsAddedIsListedAndTheOthersAreNotTouched() throws IOException {
    Files.writeString(path, list("a", "b", "c", "d"));
    look();

    assertEquals(Set.of("a", "b", "c", "d"), listed());
    assertEquals(List.of("a", "b", "c", "d"), checks.opened().stream().sorted().toList());
    assertEquals(List.of(), checks.closed());
  }

  @Test
  void aBadFileChangesNothingAndIsToldOnceUntilItIsRepaired() throws IOException {
    String digest = directory.snapshot().roster().digest();
    try (LogCapture lines = LogCapture.of(LOG)) {
      Files.writeString(path, list("a", "b").replace("peers:", "pers:"));
      for (int i = 0; i < 10; i++) {
        look();
      }

      assertEquals(Set.of("a", "b", "c"), listed());
      assertEquals(1, lines.all().size(), lines.all().toString());
      assertTrue(lines.all().get(0).startsWith("WARN"), lines.all().get(0));
      assertTrue(lines.all().get(0).contains("peers.yaml:1:1: pers:"), lines.all().get(0));
      assertEquals(2, directory.snapshot().roster().errors().size());
      assertEquals(digest, directory.snapshot().roster().digest());

      Files.writeString(path, list("a", "b"));
      look();

      assertEquals(Set.of("a", "b"), listed());
      assertEquals(List.of(), directory.snapshot().roster().errors());
      assertEquals(2, lines.all().size(), lines.all().toString());
    }
  }

  @Test
  void aThousandEditsAtRandomNeverLoseAListNorListAPeerThatNoGoodVersionHad() throws IOException {
    Random random = new Random(20261121);
    RandomFileEditor edits =
        new RandomFileEditor(path, random, RosterReloaderTest::list, Set.of("a", "b", "c"));
    for (int i = 0; i < 1_000; i++) {
      edits.next();
      if (random.nextBoolean()) {
        reload.reload();
      } else {
        reload.poll();
      }
      time.advance(Duration.ofMillis(random.nextInt(600)));

      assertTrue(!listed().isEmpty(), "a list is in force");
      assertTrue(edits.everGood().containsAll(listed()), () -> "unknown among " + listed());
    }

    Files.writeString(path, list("last"));
    look();
    assertEquals(Set.of("last"), listed());
    assertEquals(1, checks.opened().size() - checks.closed().size(), "no check was left behind");
  }

  private void look() {
    reload.poll();
    time.advance(Duration.ofSeconds(5));
  }

  private Set<String> listed() {
    Set<String> ids = new TreeSet<>();
    directory.snapshot().peerStates().forEach(peerState -> ids.add(peerState.peer().id().value()));
    return ids;
  }

  private static String list(String... ids) {
    return list(List.of(ids));
  }

  private static String list(Collection<String> ids) {
    StringBuilder list = new StringBuilder("peers:\n");
    for (String id : ids) {
      int port = Math.floorMod(id.hashCode(), 60_000) + 1;
      list.append("  - {id: %s, address: \"10.0.0.1:%d\"}\n".formatted(id, port));
    }
    return list.toString();
  }
}
