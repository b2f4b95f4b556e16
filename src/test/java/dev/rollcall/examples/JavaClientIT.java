package dev.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Status;
import dev.rollcall.v1.WatchPeersResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client in Java of {@code clients.md}, in an application of Quarkus, against the program. */
@QuarkusTest
@QuarkusTestResource(value = JavaClientIT.Running.class, restrictToAnnotatedClass = true)
class JavaClientIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Workers workers;

  @Test
  void itListsThoseThatCanWork() {
    List<String> addresses = workers.addresses().await().atMost(PATIENCE);

    assertEquals(1, addresses.size(), addresses.toString());
  }

  @Test
  void itWatchesThem() {
    WatchPeersResponse first = workers.changes().toUni().await().atMost(PATIENCE);

    assertTrue(first.getReset());
    assertEquals("gpu", first.getChanged(0).getId());
    assertEquals(1, first.getChangedCount());
  }

  /** Starts the packaged program with three peers, and configures the application's client. */
  public static final class Running implements QuarkusTestResourceLifecycleManager {

    private final HealthServer peer = HealthServer.start();
    private final HealthServer plain = HealthServer.start();
    private final PackagedRollcall rollcall = started();

    private PackagedRollcall started() {
      try {
        Path directory = Files.createTempDirectory("rollcall-example");
        Files.writeString(
            directory.resolve("peers.yaml"),
            """
            peers:
              - {id: gpu, address: "%s", capabilities: {gpu: true}}
              - {id: plain, address: "%s", capabilities: {gpu: false}}
              - {id: down, address: "127.0.0.1:1", capabilities: {gpu: true}}
            """
                .formatted(peer.address(), plain.address()));
        return PackagedRollcall.start(directory, Map.of(), Map.of());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Map<String, String> start() {
      rollcall.listening();
      Eventually.holds("one is healthy", this::isOneHealthy);
      return Map.of(
          "quarkus.grpc.clients.rollcall.host",
          "127.0.0.1",
          // In tests this replaces the port.
          "quarkus.grpc.clients.rollcall.test-port",
          String.valueOf(rollcall.port().orElseThrow()),
          // The application around the client is a Rollcall too, with its own list.
          "quarkus.http.test-port",
          "0",
          "rollcall.peers[0].address",
          peer.address());
    }

    private boolean isOneHealthy() {
      return rollcall.list().getPeersList().stream()
          .filter(one -> one.getId().equals("gpu"))
          .anyMatch(one -> one.getHealth().getStatus() == Status.STATUS_HEALTHY);
    }

    @Override
    public void stop() {
      rollcall.close();
      peer.close();
      plain.close();
    }
  }
}
