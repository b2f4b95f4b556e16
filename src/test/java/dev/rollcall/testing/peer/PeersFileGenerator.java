package dev.rollcall.testing.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Generates a peers file with many, varied peers, all at addresses of this machine. */
public final class PeersFileGenerator {

  private static final List<String> OFFERS =
      List.of(
          "{memory_gb: 64, gpu: true, gpu_count: 8, gpu_memory_gb: 640, chip: NVIDIA H100}",
          "{memory_gb: 36, gpu: true, chip: Apple M3 Max, model: MacBook Pro}",
          "{memory_gb: 8, gpu: false, chip: Intel N100}",
          "{memory_gb: 192, gpu: true, chip: Apple M2 Ultra, model: Mac Studio}",
          "{}");

  private final StringBuilder text = new StringBuilder();

  /** A file whose peers are checked by connecting to them, this often. */
  public PeersFileGenerator(String interval) {
    text.append("defaults: {check: {type: tcp, interval: %s, timeout: 1s}}\n".formatted(interval))
        .append("peers:\n");
  }

  /**
   * Adds so many: most at the open port, some at the closed one, some in maintenance. Each has an
   * address of its own.
   */
  public PeersFileGenerator motley(int count, int open, int closed) {
    for (int i = 1; i <= count; i++) {
      boolean isAway = i % 9 == 5;
      boolean isOut = i % 13 == 11;
      add(
          ("node%0" + (count > 99 ? "4" : "2") + "d").formatted(i),
          "127.0.%d.%d:%d".formatted(1 + i / 250, 1 + i % 250, isAway ? closed : open),
          "capabilities: %s, labels: {site: %s}%s"
              .formatted(
                  OFFERS.get(i % OFFERS.size()),
                  i % 2 == 0 ? "factory-a" : "factory-b",
                  isOut ? ", maintenance: true" : ""));
    }
    return this;
  }

  /** Adds one; the rest is YAML within braces. */
  public PeersFileGenerator add(String id, String address, String rest) {
    String quoted = '"' + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    text.append(
        "  - {id: %s, address: \"%s\"%s}\n"
            .formatted(quoted, address, rest.isEmpty() ? "" : ", " + rest));
    return this;
  }

  /** Writes it as {@code peers.yaml}. */
  public void writeTo(Path directory) throws IOException {
    Files.writeString(directory.resolve("peers.yaml"), text);
  }
}
