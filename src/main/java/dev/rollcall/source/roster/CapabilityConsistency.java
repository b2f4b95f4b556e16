package dev.rollcall.source.roster;

import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.source.document.Problems;
import java.util.Optional;

/** What one mapping of capabilities says against itself, or against the defaults that it keeps. */
final class CapabilityConsistency {

  private CapabilityConsistency() {}

  /**
   * The two merged. Contradictions are told, and left out of the result.
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

  /** Tells it where the peer's own words are: at the amount if that is its own, else at gpu. */
  private static boolean report(
      Optional<? extends Located<? extends Number>> wrong,
      String key,
      Located<Boolean> gpu,
      boolean ownAmount,
      String path,
      Problems problems) {
    if (wrong.isEmpty()) {
      return false;
    }
    Located<? extends Number> amount = wrong.get();
    String name = amount.location().formatKey(key);
    String shown = NumberReader.format(amount.value().doubleValue());
    if (ownAmount) {
      problems.add(
          amount.location(),
          path + "." + key,
          "%s is %s, but gpu is %s at %s".formatted(name, shown, gpu.value(), gpu.location()));
    } else {
      problems.add(
          gpu.location(),
          path + ".gpu",
          "gpu is %s, but %s is %s at %s".formatted(gpu.value(), name, shown, amount.location()));
    }
    return true;
  }
}
