package dev.rollcall.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.testing.HealthServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Healthy peers at every address of this machine, in a process of their own. */
final class PeerProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private PeerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static PeerProcess start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classpath = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(List.of(java, "-cp", classpath, PeerProcess.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader(UTF_8).readLine();
    if (line == null) {
      throw new IOException("the peers' process did not start");
    }
    return new PeerProcess(process, Integer.parseInt(line));
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Serves until the input ends: until whoever started it is gone. */
  public static void main(String... none) throws IOException {
    try (HealthServer server = HealthServer.startAtEveryAddress()) {
      System.out.println(server.port());
      while (System.in.read() >= 0) {
        // What is said does not matter.
      }
    }
  }
}
