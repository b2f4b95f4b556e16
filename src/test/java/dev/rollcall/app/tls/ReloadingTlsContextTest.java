package dev.rollcall.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.check.tls.TlsUnavailableException;
import dev.rollcall.testing.program.LogCapture;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingTlsContextTest {

  private static final String LOG = "dev.rollcall.tls-under-test";

  private final Path key;
  private final Path folder;
  private final ReloadingTlsContext tls;
  private int read;

  ReloadingTlsContextTest(@TempDir Path directory) throws IOException {
    key = Files.writeString(directory.resolve("client.key"), "good 1");
    folder = Files.createDirectory(directory.resolve("authorities"));
    tls =
        new ReloadingTlsContext(
            "quarkus.tls.factory",
            new TlsFiles(List.of(key, folder)),
            this::read,
            Logger.getLogger(LOG));
  }

  // Stands for the framework: what counts here is when it is asked, and what it throws.
  private TlsContext read() throws IOException {
    read++;
    String content = Files.readString(key);
    if (!content.startsWith("good")) {
      throw new IllegalStateException("invalid key", new IOException("no key in it\nat all"));
    }
    return new TlsContext(
        SslContextBuilder.forClient().build(), SslContextBuilder.forClient().build());
  }

  @Test
  void nothingIsReadAgainWhileNothingChanges() throws IOException {
    TlsContext first = tls.current();
    poll(5);
    Files.writeString(key, "good 1");
    poll(5);
    assertSame(first, tls.current());
    assertEquals(1, read);
  }

  @Test
  void whatChangedCountsWhenItLooksTheSameTwice() throws IOException {
    TlsContext first = tls.current();
    try (LogCapture lines = LogCapture.of(LOG)) {
      Files.writeString(key, "half writt");
      poll(1);
      Files.writeString(key, "good 2");
      poll(1);
      assertSame(first, tls.current());
      poll(1);
      assertNotSame(first, tls.current());
      assertSame(tls.current(), tls.current());
      poll(5);
      assertEquals(
          List.of("INFO quarkus.tls.factory: reloaded (changed: " + key + ")"), lines.all());
      assertEquals(2, read);
    }
  }

  @Test
  void aFileMoreInADirectoryIsAChangeToo() throws IOException {
    TlsContext first = tls.current();
    Files.writeString(folder.resolve("new.crt"), "x");
    poll(2);
    assertNotSame(first, tls.current());
  }

  @Test
  void whatCannotBeUsedChangesNothingAndIsToldOnceForEachContent() throws IOException {
    TlsContext first = tls.current();
    try (LogCapture lines = LogCapture.of(LOG)) {
      Files.writeString(key, "broken");
      poll(10);
      assertSame(first, tls.current());
      assertEquals(
          List.of(
              "WARN quarkus.tls.factory: rejected, keeping the previous TLS configuration (changed:"
                  + " "
                  + key
                  + "): invalid key: no key in it at all"),
          lines.all());

      Files.delete(key);
      poll(10);
      assertSame(first, tls.current());
      assertEquals(2, lines.all().size(), lines.all().toString());
      assertTrue(lines.all().get(1).contains("there is no such file: " + key), lines.all().get(1));

      Files.writeString(key, "good 1");
      poll(10);
      assertNotSame(first, tls.current());
      assertEquals(3, lines.all().size(), lines.all().toString());
      assertTrue(lines.all().get(2).startsWith("INFO"), lines.all().get(2));
    }
  }

  @Test
  void whatIsBrokenFromTheStartIsAProblem() throws IOException {
    Files.writeString(key, "broken");
    assertEquals(Optional.of("quarkus.tls.factory: invalid key: no key in it at all"), tls.load());
    assertThrows(TlsUnavailableException.class, tls::current);
    Files.writeString(key, "good");
    assertSame(tls.current(), tls.current());
  }

  private void poll(int times) {
    for (int i = 0; i < times; i++) {
      tls.poll();
    }
  }
}
