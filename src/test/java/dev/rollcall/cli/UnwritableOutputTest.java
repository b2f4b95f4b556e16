package dev.rollcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.StandardOutput;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.testing.network.FakeDiscoveryServer;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.TestPeers;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command that prints, with an output that cannot be written. */
@EnabledOnOs(OS.LINUX)
class UnwritableOutputTest {

  private static final Path FULL = Path.of("/dev/full");

  private record Result(int exitCode, String err) {}

  private static Result run(OutputStream stream, Path file, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    StandardOutput out = new StandardOutput(stream, file);
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Map.of(),
            () -> TerminalCapabilities.NONE,
            false,
            out::problem);
    int exitCode = Commands.commandLine(console, new NoService()).execute(arguments);
    return new Result(exitCode, err.toString(UTF_8));
  }

  private static void assertFails(String... arguments) throws IOException {
    try (OutputStream full = new FileOutputStream(FULL.toFile())) {
      Result result = run(full, FULL, arguments);
      assertEquals("rollcall: standard output: No space left on device\n", result.err());
      assertEquals(1, result.exitCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"init -", "completion", "--help", "list --help", "--version"})
  void commandsThatNeedNothing(String line) throws IOException {
    assertFails(line.split(" "));
  }

  @Test
  void theOthers(@TempDir Path directory) throws IOException {
    Path peers =
        Files.writeString(
            directory.resolve("peers.yaml"), "peers: [{id: a, address: \"127.0.0.1:1\"}]");
    assertFails("validate", peers.toString());
    try (HealthServer server = HealthServer.start()) {
      assertFails("check", server.address(), "--timeout=10s");
    }
    try (FakeDiscoveryServer server = FakeDiscoveryServer.start()) {
      server.put(TestPeers.healthy("node1"));
      assertFails("list", "--server", server.address());
      assertFails("topology", "--server", server.address());
      assertFails("watch", "-o", "json", "--server", server.address());
    }
  }

  @Test
  void aPipeThatNobodyReads(@TempDir Path directory) throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    // Any error: of a pipe, there is no other.
    try (OutputStream full = new FileOutputStream(FULL.toFile())) {
      assertEquals(new Result(141, ""), run(full, pipe, "init", "-"));
      assertEquals(new Result(141, ""), run(full, directory.resolve("unknown"), "init", "-"));
    }
  }

  @Test
  void aFileThatIsFull(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    try (OutputStream full = new FileOutputStream(FULL.toFile())) {
      Result result = run(full, file, "init", "-");
      assertTrue(result.err().startsWith("rollcall: standard output: "), result::err);
      assertEquals(1, result.exitCode());
    }
  }

  private static final class NoService implements ServiceRunner {
    @Override
    public void serve(Map<String, String> settings) {
      throw new AssertionError("it serves");
    }

    @Override
    public void demo(Map<String, String> settings) {
      throw new AssertionError("it serves");
    }
  }
}
