package dev.rollcall.source;

import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.Capabilities.Flops;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The capabilities that one mapping says, each in its range, with their places. */
record CapabilityFields(
    Optional<Marked<Double>> memoryGb,
    Optional<Marked<Boolean>> gpu,
    Optional<Marked<Integer>> gpuCount,
    Optional<Marked<Double>> gpuMemoryGb,
    Optional<Marked<String>> model,
    Optional<Marked<String>> chip,
    Optional<Marked<Double>> fp32,
    Optional<Marked<Double>> fp16,
    Optional<Marked<Double>> int8) {

  static final CapabilityFields NONE =
      new CapabilityFields(
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
  CapabilityFields over(CapabilityFields defaults) {
    return new CapabilityFields(
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

  /** These without what speaks of GPUs. */
  CapabilityFields withoutGpu() {
    return new CapabilityFields(
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
        gpu.map(Marked::value),
        gpuCount.map(count -> OptionalInt.of(count.value())).orElse(OptionalInt.empty()),
        number(gpuMemoryGb),
        model.map(Marked::value),
        chip.map(Marked::value),
        noFlops ? Optional.empty() : Optional.of(flops));
  }

  private static OptionalDouble number(Optional<Marked<Double>> value) {
    return value.map(v -> OptionalDouble.of(v.value())).orElse(OptionalDouble.empty());
  }
}
