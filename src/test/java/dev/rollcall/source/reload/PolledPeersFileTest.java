package dev.rollcall.source.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolledPeersFileTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String ONE = "peers: [{id: a, address: \"10.0.0.1:1\"}]\n";
  private static final String TWO =
      "peers: [{id: a, address: \"10.0.0.1:1\"}, {id: b, address: \"10.0.0.2:1\"}]\n";
  private static final String BAD = "peers: [{id: a, address: \"10.0.0.1:0\"}]\n";

  private final Path folder;
  private final Path path;
  private final PolledPeersFile file;

  PolledPeersFileTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.path = folder.resolve("peers.yaml");
    this.file =
        new PolledPeersFile(
            path, CheckDefaults.NONE, Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));
    write(ONE, Duration.ofHours(1));
    file.read();
  }

  @Test
  void whatDidNotChangeIsNotReadAgain() throws IOException {
    assertInstanceOf(PollResult.Unchanged.class, file.poll(false));

    write(ONE, Duration.ZERO);

    assertInstanceOf(
        PollResult.Unchanged.class, file.poll(false), "another stamp, the same content");
  }

  @Test
  void whatWasWrittenAWhileAgoCountsAtOnce() throws IOException {
    write(TWO, Duration.ofSeconds(1));

    assertEquals(2, accepted(file.poll(false)).members().size());
    assertInstanceOf(PollResult.Unchanged.class, file.poll(false));
  }

  @Test
  void whatWasWrittenAMomentAgoCountsAtTheNextLook() throws IOException {
    write(TWO, Duration.ofMillis(50));

    assertInstanceOf(PollResult.Unsettled.class, file.poll(false));
    assertEquals(2, accepted(file.poll(false)).members().size());
  }

  @Test
  void whatIsStillBeingWrittenWaits() throws IOException {
    write(ONE + "# half", Duration.ZERO);
    assertInstanceOf(PollResult.Unsettled.class, file.poll(false));
    write(TWO, Duration.ZERO);
    assertInstanceOf(PollResult.Unsettled.class, file.poll(false));

    assertEquals(2, accepted(file.poll(false)).members().size());
  }

  @Test
  void aStampOfTheFutureDoesNotHoldItUpForEver() throws IOException {
    write(TWO, Duration.ofDays(-365));

    assertInstanceOf(PollResult.Unsettled.class, file.poll(false));
    assertEquals(2, accepted(file.poll(false)).members().size());
  }

  @Test
  void urgentCountsAtOnce() throws IOException {
    write(TWO, Duration.ZERO);

    assertEquals(2, accepted(file.poll(true)).members().size());
  }

  @Test
  void aBadFileIsToldAtTheSecondLookAndOnlyOnce() throws IOException {
    write(BAD, Duration.ofSeconds(10));

    assertInstanceOf(PollResult.Unsettled.class, file.poll(true));
    assertEquals(
        List.of(path + ":1:26: peers[0].address: port 0 is out of range (1-65535)"),
        problems(file.poll(false)));
    assertInstanceOf(PollResult.Unchanged.class, file.poll(false));
    assertInstanceOf(PollResult.Unchanged.class, file.poll(true));
  }

  @Test
  void aHalfWrittenFileThatTheNextLookFindsWholeIsNotTold() throws IOException {
    write(BAD, Duration.ofSeconds(10));
    assertInstanceOf(PollResult.Unsettled.class, file.poll(false));
    write(TWO, Duration.ofSeconds(10));

    assertEquals(2, accepted(file.poll(false)).members().size());
  }

  @Test
  void anEditThatIsTakenBackIsNothing() throws IOException {
    write(BAD, Duration.ofSeconds(10));
    assertInstanceOf(PollResult.Unsettled.class, file.poll(false));
    write(ONE, Duration.ofSeconds(10));

    assertInstanceOf(PollResult.Unchanged.class, file.poll(false));
    write(BAD, Duration.ofSeconds(10));
    assertInstanceOf(PollResult.Unsettled.class, file.poll(false), "and so is forgotten");
  }

  @Test
  void aRepairedFileIsInForceAgain() throws IOException {
    write(BAD, Duration.ofSeconds(10));
    file.poll(false);
    problems(file.poll(false));
    write(ONE, Duration.ofSeconds(10));

    assertEquals(1, accepted(file.poll(false)).members().size());
  }

  @Test
  void aFileThatVanishesIsABadFileAndComesBack() throws IOException {
    Files.delete(path);
    assertInstanceOf(PollResult.Unsettled.class, file.poll(false));
    file.poll(false);
    assertInstanceOf(PollResult.Unchanged.class, file.poll(false));

    write(ONE, Duration.ofSeconds(10));

    assertEquals(1, accepted(file.poll(false)).members().size());
  }

  @Test
  void aRenameOverItIsSeen() throws IOException {
    Path other = folder.resolve("peers.yaml.new");
    Files.writeString(other, TWO);
    Files.setLastModifiedTime(other, FileTime.from(NOW.minusSeconds(10)));
    Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);

    assertEquals(2, accepted(file.poll(false)).members().size());
  }

  @Test
  void theLinksOfAConfigMapAreFollowed() throws IOException {
    // As the kubelet does it: ..data is a link to a folder of the version, swapped by a rename.
    Path first = Files.createDirectory(folder.resolve("..1"));
    Path second = Files.createDirectory(folder.resolve("..2"));
    Files.writeString(first.resolve("peers.yaml"), ONE);
    Files.writeString(second.resolve("peers.yaml"), TWO);
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    Files.delete(path);
    Files.createSymbolicLink(path, Path.of("..data", "peers.yaml"));
    assertInstanceOf(PollResult.Unchanged.class, file.poll(true));

    Path swap = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
    Files.move(swap, data, StandardCopyOption.ATOMIC_MOVE);

    assertEquals(2, accepted(file.poll(true)).members().size());
  }

  private void write(String content, Duration ago) throws IOException {
    Files.writeString(path, content);
    Files.setLastModifiedTime(path, FileTime.from(NOW.minus(ago)));
  }

  private static Roster accepted(PollResult<ParseResult<Roster>> result) {
    return ((ParseResult.Valid<Roster>)
            ((PollResult.Changed<ParseResult<Roster>>) result).content())
        .value();
  }

  private static List<String> problems(PollResult<ParseResult<Roster>> result) {
    return ((ParseResult.Invalid<Roster>)
            ((PollResult.Changed<ParseResult<Roster>>) result).content())
        .problems().stream().map(Problem::toString).toList();
  }
}
