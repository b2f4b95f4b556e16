package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.source.roster.check.CheckDefaults;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersFileTest {

  private static final String GOOD = "peers: [{id: a, address: 10.0.0.1:1}]\n";

  private final Path folder;

  PeersFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aGoodFileIsReadAlsoThroughLinks() throws IOException {
    Path file = Files.writeString(folder.resolve("peers.yaml"), GOOD);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertEquals(
        Rosters.valid(GOOD),
        Rosters.valid(PeersFile.read(link, CheckDefaults.NONE, Optional.empty())));
  }

  @Test
  void aMistakeNamesTheFileAsItWasGiven() throws IOException {
    Path file = Files.writeString(folder.resolve("peers.yaml"), "peers: []\n");
    Path given = Path.of("").toAbsolutePath().relativize(file);

    assertEquals(
        List.of(given + ":1:8: peers: the list is empty; expected one peer or more"),
        problems(given));
  }

  @Test
  void aMissingFileIsTold() {
    Path file = folder.resolve("none.yaml");

    assertEquals(List.of(file + ": there is no such file"), problems(file));
  }

  @Test
  void aLinkToNowhereIsTold() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));

    assertEquals(List.of(link + ": there is no such file"), problems(link));
  }

  @Test
  void aLinkToItselfIsTold() throws IOException {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, link);

    assertEquals(1, problems(link).size());
    assertEquals(true, problems(link).get(0).startsWith(link + ": cannot be read: "));
  }

  @Test
  void aFolderIsTold() {
    assertEquals(List.of(folder + ": is a directory; expected a file"), problems(folder));
  }

  @Test
  void aPathBelowAFileIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), GOOD).resolve("peers.yaml");

    assertEquals(List.of(file + ": cannot be read: Not a directory"), problems(file));
  }

  @Test
  void aFileThatFailsWhenItIsReadIsTold() {
    Path file = Path.of("/proc/self/mem");
    assumeTrue(Files.isRegularFile(file), "only Linux has it");

    List<String> problems = problems(file);

    assertEquals(1, problems.size());
    assertEquals(true, problems.get(0).startsWith(file + ": cannot be read: "), problems.get(0));
  }

  @Test
  void aDeviceIsToldAndNotReadForEver() {
    Path file = Path.of("/dev/zero");
    assumeTrue(Files.exists(file), "only Unix has it");

    assertEquals(List.of(file + ": is not a regular file"), problems(file));
  }

  @Test
  void aPipeIsToldAndNotWaitedFor() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "without mkfifo there is no pipe");
    assertEquals(0, new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());

    assertEquals(
        List.of(pipe + ": is not a regular file"),
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> problems(pipe)));
  }

  @Test
  void aHundredMegabytesAreRefusedByTheirSize() throws IOException {
    Path file = sparse(100_000_000);

    assertEquals(
        List.of(file + ": is too large: it has 100000000 bytes; at most 16777216 are read"),
        problems(file));
  }

  @Test
  void theLimitItselfIsStillRead() throws IOException {
    Path file = sparse(BoundedFileReader.MAX_SIZE);

    assertEquals(
        List.of(file + ":1:1: the character U+0000 is not allowed in YAML"), problems(file));
  }

  @Test
  void aFileThatLiesAboutItsSizeIsReadUpToTheLimit() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    assumeTrue(Files.isReadable(file) && Files.size(file) == 0, "only Linux has it");

    InvalidFileException e =
        assertThrows(InvalidFileException.class, () -> BoundedFileReader.read(file, 100));

    assertEquals(
        "/proc/cpuinfo: is too large: it has more bytes than its size says; at most 100 are read",
        e.problem().toString());
  }

  @Test
  void latin1IsToldWithItsPlace() throws IOException {
    Path file = folder.resolve("latin1.yaml");
    Files.write(file, "peers:\n  # ü\n  - id: ä\n".getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(List.of(file + ":2:5: byte 0xfc is not UTF-8, which is expected"), problems(file));
  }

  @Test
  void utf16IsRecognised() throws IOException {
    Path file = Files.writeString(folder.resolve("utf16.yaml"), GOOD, StandardCharsets.UTF_16);

    assertEquals(
        List.of(
            file + ":1:1: byte 0xfe is not UTF-8, which is expected; the file looks like UTF-16"),
        problems(file));
  }

  private Path sparse(long size) throws IOException {
    Path path = folder.resolve("big.yaml");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
    }
    return path;
  }

  private static List<String> problems(Path file) {
    return Rosters.problems(PeersFile.read(file, CheckDefaults.NONE, Optional.empty()));
  }
}
