package dev.rollcall.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.PythonClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client in Python of {@code clients.md}, against the packaged program. */
class PythonClientIT {

  private static final Path SCRIPT =
      Path.of("src", "examples", "python", "gpus.py").toAbsolutePath();

  @Test
  void itBeginsWhenEnoughAreThereAndKeepsToThoseThatAre(@TempDir Path directory)
      throws IOException, InterruptedException {
    PythonClient python = PythonClient.withStubs(directory.resolve("client"));
    try (HealthServer one = HealthServer.start();
        HealthServer other = HealthServer.start();
        PackagedRollcall rollcall = started(directory, one, other)) {
      Process client = python.start(SCRIPT, "127.0.0.1:" + rollcall.port().orElseThrow(), "2");
      try (BufferedReader printed = client.inputReader(UTF_8)) {
        String both = "[('one', '%s'), ('other', '%s')]".formatted(one.address(), other.address());
        assertEquals(both, printed.readLine());
        other.stopHard();
        assertEquals("[('one', '%s')]".formatted(one.address()), printed.readLine());
      } finally {
        client.destroyForcibly();
      }
    }
  }

  private static PackagedRollcall started(Path directory, HealthServer one, HealthServer other)
      throws IOException {
    Files.writeString(
        directory.resolve("peers.yaml"),
        """
        defaults: {capabilities: {gpu: true}}
        peers:
          - {id: one, address: "%s"}
          - {id: other, address: "%s"}
          - {id: plain, address: "127.0.0.1:1", capabilities: {gpu: false}}
        """
            .formatted(one.address(), other.address()));
    return PackagedRollcall.start(directory, Map.of(), Map.of()).listening();
  }
}
