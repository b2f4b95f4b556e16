package dev.rollcall.source.roster;

import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.Capabilities.Flops;
import dev.rollcall.source.document.Located;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The capabilities that one mapping has, each in its range, with their locations. */
record PartialCapabilities(
    Optional<Located<Double>> memoryGb,
    Optional<Located<Boolean>> gpu,
    Optional<Located<Integer>> gpuCount,
    Optional<Located<Double>> gpuMemoryGb,
    Optional<Located<String>> model,
    Optional<Located<String>> chip,
    Optional<Located<Double>> fp32,
    Optional<Located<Double>> fp16,
    Optional<Located<Double>> int8) {

  static final PartialCapabilities NONE =
      new PartialCapabilities(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** These, and the defaults for what is absent. */
  PartialCapabilities over(PartialCapabilities defaults) {
    return new PartialCapabilities(
        memoryGb.or(defaults::memoryGb),
        gpu.or(defaults::gpu),
        gpuCount.or(defaults::gpuCount),
        gpuMemoryGb.or(defaults::gpuMemoryGb),
        model.or(defaults::model),
        chip.or(defaults::chip),
        fp32.or(defaults::fp32),
        fp16.or(defaults::fp16),
        int8.or(defaults::int8));
  }

  /** These without the keys about GPUs. */
  PartialCapabilities withoutGpu() {
    return new PartialCapabilities(
        memoryGb,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        model,
        chip,
        fp32,
        fp16,
        int8);
  }

  /**
   * @throws IllegalArgumentException if they contradict each other
   */
  Capabilities toCapabilities() {
    Flops flops = new Flops(number(fp32), number(fp16), number(int8));
    boolean noFlops = fp32.isEmpty() && fp16.isEmpty() && int8.isEmpty();
    return new Capabilities(
        number(memoryGb),
        gpu.map(Located::value),
        gpuCount.map(count -> OptionalInt.of(count.value())).orElse(OptionalInt.empty()),
        number(gpuMemoryGb),
        model.map(Located::value),
        chip.map(Located::value),
        noFlops ? Optional.empty() : Optional.of(flops));
  }

  private static OptionalDouble number(Optional<Located<Double>> value) {
    return value.map(v -> OptionalDouble.of(v.value())).orElse(OptionalDouble.empty());
  }
}
