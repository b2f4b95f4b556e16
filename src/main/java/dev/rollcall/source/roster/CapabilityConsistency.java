package dev.rollcall.source.roster;

import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.source.document.Problems;
import java.util.Optional;

/** Reports contradictions inside a peer's capabilities, or between them and inherited ones. */
final class CapabilityConsistency {

  private CapabilityConsistency() {}

  /**
   * Merges the two. Contradictions are reported, and left out of the result.
   *
   * @param path of the mapping that {@code own} comes from
   */
  static PartialCapabilities merge(
      PartialCapabilities own, PartialCapabilities defaults, String path, Problems problems) {
    PartialCapabilities merged = own.over(defaults);
    if (merged.gpu().isEmpty()) {
      return merged;
    }
    Located<Boolean> gpu = merged.gpu().get();
    boolean wrongCount =
        report(
            merged.gpuCount().filter(count -> gpu.value() == (count.value() == 0)),
            "gpu_count",
            gpu,
            own.gpuCount().isPresent(),
            path,
            problems);
    boolean wrongMemory =
        report(
            merged.gpuMemoryGb().filter(memory -> !gpu.value() && memory.value() > 0),
            "gpu_memory_gb",
            gpu,
            own.gpuMemoryGb().isPresent(),
            path,
            problems);
    return wrongCount || wrongMemory ? merged.withoutGpu() : merged;
  }

  /** Reports it at the peer's own key: at the amount if that is its own, else at gpu. */
  private static boolean report(
      Optional<? extends Located<? extends Number>> mistake,
      String key,
      Located<Boolean> gpu,
      boolean ownAmount,
      String path,
      Problems problems) {
    if (mistake.isEmpty()) {
      return false;
    }
    Located<? extends Number> amount = mistake.get();
    String name = amount.location().formatKey(key);
    String printable = NumberReader.format(amount.value().doubleValue());
    if (ownAmount) {
      problems.add(
          amount.location(),
          path + "." + key,
          "%s is %s, but gpu is %s at %s".formatted(name, printable, gpu.value(), gpu.location()));
    } else {
      problems.add(
          gpu.location(),
          path + ".gpu",
          "gpu is %s, but %s is %s at %s"
              .formatted(gpu.value(), name, printable, amount.location()));
    }
    return true;
  }
}
