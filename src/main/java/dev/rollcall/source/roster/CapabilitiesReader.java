package dev.rollcall.source.roster;

import dev.rollcall.peer.Capabilities;
import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.source.document.ScalarReader;
import java.util.List;
import java.util.Optional;

/** Reads {@code capabilities}. */
final class CapabilitiesReader {

  private static final List<String> KEYS =
      List.of("memory_gb", "gpu", "gpu_count", "gpu_memory_gb", "model", "chip", "flops");
  private static final List<String> FLOPS_KEYS = List.of("fp32", "fp16", "int8");
  private static final NumberReader.Range MEMORY =
      NumberReader.Range.greaterThan(0, Capabilities.MAX_MEMORY_GB);
  private static final NumberReader.Range GPU_MEMORY =
      NumberReader.Range.between(0, Capabilities.MAX_MEMORY_GB);
  private static final NumberReader.Range TFLOPS =
      NumberReader.Range.greaterThan(0, Capabilities.MAX_TFLOPS);

  private CapabilitiesReader() {}

  /** Reads each by itself; whether they contradict each other shows with the defaults only. */
  static PartialCapabilities read(DocumentNode cell) {
    return MappingReader.of(cell, KEYS)
        .map(CapabilitiesReader::read)
        .orElse(PartialCapabilities.NONE);
  }

  private static PartialCapabilities read(MappingReader fields) {
    Optional<MappingReader> flops =
        fields.get("flops").flatMap(cell -> MappingReader.of(cell, FLOPS_KEYS));
    return new PartialCapabilities(
        fields.get("memory_gb").flatMap(cell -> NumberReader.decimal(cell, MEMORY)),
        fields.get("gpu").flatMap(ScalarReader::bool),
        fields
            .get("gpu_count")
            .flatMap(cell -> NumberReader.integer(cell, 0, Capabilities.MAX_GPU_COUNT)),
        fields.get("gpu_memory_gb").flatMap(cell -> NumberReader.decimal(cell, GPU_MEMORY)),
        fields.get("model").flatMap(ScalarReader::nonBlankString),
        fields.get("chip").flatMap(ScalarReader::nonBlankString),
        tflops(flops, "fp32"),
        tflops(flops, "fp16"),
        tflops(flops, "int8"));
  }

  private static Optional<Located<Double>> tflops(Optional<MappingReader> flops, String key) {
    return flops
        .flatMap(fields -> fields.get(key))
        .flatMap(cell -> NumberReader.decimal(cell, TFLOPS));
  }
}
