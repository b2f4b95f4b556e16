package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.PackagedRollcall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How it begins and ends. */
class LifecycleIT {

  private static final int ENDED_BY_SIGTERM = 143;

  @Test
  void sigtermEndsIt(@TempDir Path directory) throws IOException, InterruptedException {
    Files.writeString(
        directory.resolve("peers.yaml"), "peers: [{id: a, address: \"127.0.0.1:1\"}]");
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(directory, Map.of(), Map.of()).listening()) {
      rollcall.terminate();

      assertEquals(ENDED_BY_SIGTERM, rollcall.exitCode());
      assertTrue(rollcall.output().stream().noneMatch(line -> line.contains("Exception")));
    }
  }

  @Test
  void theSettingsMayStandInAFileOfTheFramework(@TempDir Path directory)
      throws IOException, InterruptedException {
    Files.createDirectory(directory.resolve("config"));
    Files.writeString(
        directory.resolve("config/application.yaml"),
        """
        rollcall:
          node-id: node1
          peers:
            - id: node1
              address: 127.0.0.1:1
            - id: node2
              address: 127.0.0.1:2
              capabilities: {memory-gb: 8, gpu: false}
              check: {type: tcp, down-interval: 1h}
            - id: node3
              address: 127.0.0.1:3
          links: ["node1,node2"]
        """);
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(directory, Map.of(), Map.of()).listening()) {
      assertEquals(1, rollcall.list().getTotalSize());
      assertEquals("node2", rollcall.list().getPeers(0).getId());
      assertEquals(8, rollcall.list().getPeers(0).getCapabilities().getMemoryGb());
      assertEquals("node1", rollcall.list().getObserver().getNodeId());
    }
  }
}
