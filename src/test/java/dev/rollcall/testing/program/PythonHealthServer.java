package dev.rollcall.testing.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.EmulatedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real gRPC health server of another implementation, in a process of its own. */
public final class PythonHealthServer implements AutoCloseable {

  public static final String PYTHON = "/usr/bin/python3";

  private static final String EVERY_ADDRESS = "0.0.0.0";

  private final Process process;
  private final int port;

  private PythonHealthServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Skips the test, with the reason, where there is no such implementation; in CI that fails. */
  public static void required() throws IOException, InterruptedException {
    boolean there = false;
    try {
      there =
          new ProcessBuilder(PYTHON, "-c", "import grpc")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      there = false;
    }
    String reason = PYTHON + " with grpc (Debian's python3-grpcio) is not installed";
    Prerequisites.require(there, reason);
  }

  /**
   * Starts one and waits until it serves.
   *
   * @param port 0 for a free one
   */
  public static PythonHealthServer start(int port) throws IOException {
    return start(List.of(), port, "127.0.0.1", Duration.ZERO);
  }

  /** Starts one at a free port of every address, which takes so long for each answer. */
  public static PythonHealthServer startSlow(Duration answer) throws IOException {
    return start(List.of(), 0, EVERY_ADDRESS, answer);
  }

  /** Starts one at every address of the peers' side of this network. */
  public static PythonHealthServer startIn(EmulatedNetwork network, int port) throws IOException {
    return start(network.onPeersSide(), port, EVERY_ADDRESS, Duration.ZERO);
  }

  /** Starts one whose only worker thread is taken by each Watch for as long as that is held. */
  public static PythonHealthServer startWithOneWorker(int port) throws IOException {
    return start(List.of(), "one_worker_server.py", port, "127.0.0.1", Duration.ZERO);
  }

  private static PythonHealthServer start(
      List<String> prefix, int port, String address, Duration answer) throws IOException {
    return start(prefix, "health_server.py", port, address, answer);
  }

  private static PythonHealthServer start(
      List<String> prefix, String name, int port, String address, Duration answer)
      throws IOException {
    Path script = Path.of("src", "test", "resources", name).toAbsolutePath();
    List<String> command =
        List.of(
            PYTHON,
            script.toString(),
            String.valueOf(port),
            address,
            String.valueOf(answer.toMillis()));
    Process process =
        new ProcessBuilder(SystemCommand.joined(prefix, command))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader(UTF_8).readLine();
    if (line == null) {
      throw new IOException("the Python peer did not start on port " + port);
    }
    return new PythonHealthServer(process, Integer.parseInt(line));
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** kill -9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it was killed, but did not end");
  }

  /** Asks it to end, as SIGTERM does. */
  public void terminate() {
    process.destroy();
  }

  /** The end of its process. */
  public CompletableFuture<Process> ended() {
    return process.onExit();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
