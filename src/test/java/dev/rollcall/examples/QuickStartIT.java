package dev.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.RawHttp;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.Prerequisites;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's quick start, typed line by line into a shell in an empty folder. */
class QuickStartIT {

  private static final Pattern BLOCK =
      Pattern.compile("<!-- quick-start -->\n```sh\n(.*?)```", Pattern.DOTALL);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void itWorksWordByWord(@TempDir Path home) throws Exception {
    Prerequisites.require(!PackagedRollcall.isNative(), "the quick start is written for the jar");
    Path built = Files.createDirectories(home.resolve("rollcall/target")).resolve("rollcall.jar");
    Files.createSymbolicLink(built, PackagedRollcall.program());
    Path folder = Files.createDirectory(home.resolve("empty"));
    Path output = home.resolve("output");
    int port = freePort();
    ProcessBuilder shell = new ProcessBuilder("bash", "--norc").directory(folder.toFile());
    shell.redirectErrorStream(true).redirectOutput(output.toFile());
    shell.environment().put("HOME", home.toString());
    shell.environment().put("ROLLCALL_LISTEN_PORT", String.valueOf(port));
    shell.environment().put("ROLLCALL_SERVER", "127.0.0.1:" + port);
    Process typing = shell.start();
    try (PrintStream keys =
        new PrintStream(typing.getOutputStream(), true, StandardCharsets.UTF_8)) {
      for (String line : lines()) {
        keys.println(line);
        if (line.startsWith("rollcall &")) {
          Eventually.holds("it serves", PATIENCE, () -> serves(port));
        }
      }
      keys.println("echo the last ended with $?");
      Eventually.holds("all is typed", PATIENCE, () -> text(output).contains("the last ended"));
      // Without a terminal, 'kill %1' would only end the shell that runs the function.
      typing.descendants().forEach(ProcessHandle::destroy);
      keys.println("wait; exit");
      assertTrue(typing.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), text(output));
    } finally {
      typing.descendants().forEach(ProcessHandle::destroyForcibly);
      typing.destroyForcibly();
    }
    String text = text(output);
    assertTrue(text.contains("the last ended with 0"), text);
    assertTrue(text.contains("peers from file:peers.yaml"), text);
    assertTrue(text.contains("STATUS"), text);
    assertFalse(text.contains("problem"), text);
    Eventually.holds("it has ended", PATIENCE, () -> !serves(port));
  }

  private static List<String> lines() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
    assertTrue(block.find(), "the README has a quick start");
    List<String> lines = block.group(1).lines().toList();
    assertEquals("rollcall list", lines.get(lines.size() - 1).replaceAll(" *#.*", ""));
    return lines;
  }

  private static boolean serves(int port) {
    try {
      return RawHttp.get(port, "/q/health/live") == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static String text(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
