package dev.rollcall.source.roster;

import dev.rollcall.peer.Capabilities;
import dev.rollcall.source.document.DocumentCursor;
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

  /** Reads each key by itself; {@link CapabilityConsistency} compares them after the merge. */
  static PartialCapabilities read(DocumentCursor node) {
    return MappingReader.of(node, KEYS)
        .map(CapabilitiesReader::read)
        .orElse(PartialCapabilities.NONE);
  }

  private static PartialCapabilities read(MappingReader mapping) {
    Optional<MappingReader> flops =
        mapping.get("flops").flatMap(node -> MappingReader.of(node, FLOPS_KEYS));
    return new PartialCapabilities(
        mapping.get("memory_gb").flatMap(node -> NumberReader.decimal(node, MEMORY)),
        mapping.get("gpu").flatMap(ScalarReader::bool),
        mapping
            .get("gpu_count")
            .flatMap(node -> NumberReader.integer(node, 0, Capabilities.MAX_GPU_COUNT)),
        mapping.get("gpu_memory_gb").flatMap(node -> NumberReader.decimal(node, GPU_MEMORY)),
        mapping.get("model").flatMap(ScalarReader::nonBlankString),
        mapping.get("chip").flatMap(ScalarReader::nonBlankString),
        tflops(flops, "fp32"),
        tflops(flops, "fp16"),
        tflops(flops, "int8"));
  }

  private static Optional<Located<Double>> tflops(Optional<MappingReader> flops, String key) {
    return flops
        .flatMap(mapping -> mapping.get(key))
        .flatMap(node -> NumberReader.decimal(node, TFLOPS));
  }
}
