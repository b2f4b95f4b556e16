package dev.rollcall.bench;

import dev.rollcall.testing.network.HealthServer;
import java.io.IOException;

/** Healthy peers at every address of this machine, in a process of their own. */
final class PeerProcess implements AutoCloseable {

  private final JavaProcess process;

  private PeerProcess(JavaProcess process) {
    this.process = process;
  }

  static PeerProcess start() throws IOException {
    return new PeerProcess(JavaProcess.start(PeerProcess.class));
  }

  int port() {
    return process.port();
  }

  @Override
  public void close() {
    process.close();
  }

  /** Serves until the input ends: until whoever started it is gone. */
  public static void main(String... none) throws IOException {
    try (HealthServer server = HealthServer.startAtEveryAddress()) {
      System.out.println(server.port());
      JavaProcess.awaitEndOfInput();
    }
  }
}
