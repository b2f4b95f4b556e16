package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.DurationFormat;
import dev.rollcall.text.AmountFormat;
import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Health;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a peer has, in words that fit a column. Empty is what is not known. */
final class CapabilityFormat {

  private static final String REASON = "REASON_";

  private CapabilityFormat() {}

  static String memory(Capabilities known) {
    return known.hasMemoryGb() ? AmountFormat.plain(known.getMemoryGb()) + " GB" : "";
  }

  static String gpu(Capabilities known) {
    if (known.hasGpuCount()) {
      return Integer.toUnsignedString(known.getGpuCount());
    }
    return known.hasGpu() ? (known.getGpu() ? "yes" : "no") : "";
  }

  static String gpuMemory(Capabilities known) {
    return known.hasGpuMemoryGb() ? AmountFormat.plain(known.getGpuMemoryGb()) + " GB" : "";
  }

  /** Memory, GPUs and chip together. */
  static String summary(Capabilities known) {
    return Stream.of(memory(known), gpus(known), known.getChip())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String gpus(Capabilities known) {
    if (known.getGpuCount() == 0) {
      return known.getGpu() ? "GPU" : "";
    }
    return known.getGpuCount() == 1
        ? "1 GPU"
        : Integer.toUnsignedString(known.getGpuCount()) + " GPUs";
  }

  static String roundTrip(com.google.protobuf.Duration time) {
    return DurationFormat.fine(Duration.ofSeconds(time.getSeconds(), time.getNanos()));
  }

  /** Why it does not answer, in a word, and whether it comes and goes. */
  static String why(Health health) {
    String reason =
        health.getReasonValue() == 0
            ? ""
            : health.getReason().name().replaceFirst(REASON, "").toLowerCase(Locale.ROOT);
    return health.getFlapping() ? (reason + " flapping").strip() : reason;
  }
}
