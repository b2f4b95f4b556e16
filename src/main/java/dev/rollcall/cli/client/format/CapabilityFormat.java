package dev.rollcall.cli.client.format;

import dev.rollcall.text.AmountFormat;
import dev.rollcall.v1.Capabilities;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the capabilities of a peer for a column; unknown ones are empty. */
final class CapabilityFormat {

  private CapabilityFormat() {}

  static String memory(Capabilities capabilities) {
    return capabilities.hasMemoryGb() ? AmountFormat.plain(capabilities.getMemoryGb()) + " GB" : "";
  }

  static String gpu(Capabilities capabilities) {
    if (capabilities.hasGpuCount()) {
      return Integer.toUnsignedString(capabilities.getGpuCount());
    }
    return capabilities.hasGpu() ? (capabilities.getGpu() ? "yes" : "no") : "";
  }

  static String gpuMemory(Capabilities capabilities) {
    return capabilities.hasGpuMemoryGb()
        ? AmountFormat.plain(capabilities.getGpuMemoryGb()) + " GB"
        : "";
  }

  /** Memory, GPUs and chip together. */
  static String summary(Capabilities capabilities) {
    return Stream.of(memory(capabilities), gpus(capabilities), capabilities.getChip())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String gpus(Capabilities capabilities) {
    if (capabilities.getGpuCount() == 0) {
      return capabilities.getGpu() ? "GPU" : "";
    }
    return capabilities.getGpuCount() == 1
        ? "1 GPU"
        : Integer.toUnsignedString(capabilities.getGpuCount()) + " GPUs";
  }
}
