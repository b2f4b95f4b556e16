package dev.rollcall.source;

import dev.rollcall.peer.Capabilities;
import java.util.List;
import java.util.Optional;

/** Reads {@code capabilities}. */
final class CapabilitiesReader {

  private static final List<String> KEYS =
      List.of("memory_gb", "gpu", "gpu_count", "gpu_memory_gb", "model", "chip", "flops");
  private static final List<String> FLOPS = List.of("fp32", "fp16", "int8");
  private static final Numbers.Range MEMORY = Numbers.Range.above(0, Capabilities.MAX_MEMORY_GB);
  private static final Numbers.Range GPU_MEMORY = Numbers.Range.from(0, Capabilities.MAX_MEMORY_GB);
  private static final Numbers.Range TFLOPS = Numbers.Range.above(0, Capabilities.MAX_TFLOPS);

  private CapabilitiesReader() {}

  /** Reads each by itself; whether they contradict each other shows with the defaults only. */
  static CapabilityFields read(Cell cell) {
    return Fields.of(cell, KEYS).map(CapabilitiesReader::read).orElse(CapabilityFields.NONE);
  }

  private static CapabilityFields read(Fields fields) {
    Optional<Fields> flops = fields.get("flops").flatMap(cell -> Fields.of(cell, FLOPS));
    return new CapabilityFields(
        fields.get("memory_gb").flatMap(cell -> Numbers.decimal(cell, MEMORY)),
        fields.get("gpu").flatMap(Scalars::truth),
        fields.get("gpu_count").flatMap(cell -> Numbers.whole(cell, 0, Capabilities.MAX_GPU_COUNT)),
        fields.get("gpu_memory_gb").flatMap(cell -> Numbers.decimal(cell, GPU_MEMORY)),
        fields.get("model").flatMap(Scalars::name),
        fields.get("chip").flatMap(Scalars::name),
        tflops(flops, "fp32"),
        tflops(flops, "fp16"),
        tflops(flops, "int8"));
  }

  private static Optional<Marked<Double>> tflops(Optional<Fields> flops, String key) {
    return flops.flatMap(fields -> fields.get(key)).flatMap(cell -> Numbers.decimal(cell, TFLOPS));
  }
}
