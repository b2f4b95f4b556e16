package dev.rollcall.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingTokenTest {

  private static final String LOG = "dev.rollcall.token-under-test";

  private final Path directory;
  private final Path file;
  private final ReloadingToken watch;

  ReloadingTokenTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    file = Files.writeString(directory.resolve("token"), "first\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    watch = new ReloadingToken(Optional.of(file), Runnable::run, Logger.getLogger(LOG));
    assertEquals(List.of(), watch.load());
  }

  @Test
  void aNewTokenCountsWhenItLooksTheSameTwice() throws IOException {
    try (LogCapture lines = LogCapture.of(LOG)) {
      Files.writeString(file, "sec");
      watch.poll();
      Files.writeString(file, "second\n");
      watch.poll();
      assertTrue(counts("first"));
      watch.poll();
      assertTrue(counts("second"));
      assertFalse(counts("first"));
      watch.poll();
      watch.poll();
      assertEquals(1, lines.all().size(), lines.all().toString());
      assertFalse(lines.all().toString().contains("second"), lines.all().toString());
    }
  }

  @Test
  void atOnceWhenSomebodySaysSo() throws IOException {
    Files.writeString(file, "second");
    watch.reload();
    assertTrue(counts("second"));
    assertFalse(counts("first"));
  }

  @Test
  void aFileThatGoesBadKeepsTheTokenAndIsToldOnce() throws IOException {
    try (LogCapture lines = LogCapture.of(LOG)) {
      Files.writeString(file, "two words");
      poll(5);
      Files.delete(file);
      poll(5);
      assertTrue(counts("first"));
      assertEquals(
          List.of(
              "WARN %s: rejected, keeping the previous token (%s:1:4: there is white space; expected a token, one line of visible ASCII)"
                  .formatted(file, file),
              "WARN %s: rejected, keeping the previous token (%s: there is no such file)"
                  .formatted(file, file)),
          lines.all());
      Files.writeString(file, "first\n");
      poll(2);
      assertEquals(3, lines.all().size(), lines.all().toString());
      assertTrue(lines.all().get(2).endsWith("the token is the same"), lines.all().get(2));
    }
  }

  @Test
  void aLinkThatLeadsElsewhereIsAChange() throws IOException {
    Path link = directory.resolve("link");
    Files.createSymbolicLink(link, file);
    ReloadingToken linked =
        new ReloadingToken(Optional.of(link), Runnable::run, Logger.getLogger(LOG));
    assertEquals(List.of(), linked.load());
    Path other = Files.writeString(directory.resolve("other"), "second");
    Path swap = Files.createSymbolicLink(directory.resolve("swap"), other);
    Files.move(swap, link, StandardCopyOption.ATOMIC_MOVE);
    linked.poll();
    linked.poll();
    assertTrue(linked.current().orElseThrow().matches("second"));
  }

  @Test
  void aFileThatEverybodyMayReadIsTold() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (LogCapture lines = LogCapture.of(LOG)) {
      assertEquals(List.of(), watch.load());
      assertEquals(1, lines.all().size());
      assertTrue(lines.all().get(0).contains("chmod o-r"), lines.all().get(0));
    }
  }

  @Test
  void withoutAFileNoTokenIsAskedFor() {
    ReloadingToken none =
        new ReloadingToken(Optional.empty(), Runnable::run, Logger.getLogger(LOG));
    assertEquals(List.of(), none.load());
    none.poll();
    none.reload();
    assertEquals(Optional.empty(), none.current());
  }

  private boolean counts(String token) {
    return watch.current().orElseThrow().matches(token);
  }

  private void poll(int times) {
    for (int i = 0; i < times; i++) {
      watch.poll();
    }
  }
}
