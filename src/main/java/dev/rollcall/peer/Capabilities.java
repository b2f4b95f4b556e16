package dev.rollcall.peer;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The hardware of a peer, as the roster lists it; absent values are not known.
 *
 * @param memoryGb main memory in GB, more than 0
 * @param gpu whether it has a GPU
 * @param gpuCount how many GPUs, 0 to 1,024
 * @param gpuMemoryGb memory of all its GPUs together in GB, 0 or more
 * @param model the machine, such as {@code Mac Studio}
 * @param chip the processor or GPU, such as {@code Apple M2 Ultra}
 * @param flops peak throughput
 */
public record Capabilities(
    OptionalDouble memoryGb,
    Optional<Boolean> gpu,
    OptionalInt gpuCount,
    OptionalDouble gpuMemoryGb,
    Optional<String> model,
    Optional<String> chip,
    Optional<Flops> flops) {

  /** The highest memory that is accepted, in GB: a petabyte. */
  public static final double MAX_MEMORY_GB = 1_048_576;

  /** The highest number of GPUs that is accepted. */
  public static final int MAX_GPU_COUNT = 1_024;

  /** The highest TFLOPS that are accepted. */
  public static final double MAX_TFLOPS = 1_000_000_000;

  /** Nothing is known. */
  public static final Capabilities UNKNOWN =
      new Capabilities(
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * @throws IllegalArgumentException if a value is out of range or two contradict each other
   */
  public Capabilities {
    memoryGb.ifPresent(value -> require(value > 0 && value <= MAX_MEMORY_GB, "memory", value));
    gpuCount.ifPresent(value -> require(value >= 0 && value <= MAX_GPU_COUNT, "gpu count", value));
    gpuMemoryGb.ifPresent(
        value -> require(value >= 0 && value <= MAX_MEMORY_GB, "gpu memory", value));
    boolean none = gpu.isPresent() && !gpu.get();
    require(!none || gpuCount.orElse(0) == 0, "gpu count without a gpu", gpuCount);
    require(!none || gpuMemoryGb.orElse(0) == 0, "gpu memory without a gpu", gpuMemoryGb);
    require(gpu.isEmpty() || none || gpuCount.orElse(1) > 0, "gpu count with a gpu", gpuCount);
  }

  /**
   * Peak throughput in TFLOPS, each more than 0.
   *
   * @param fp32 single precision
   * @param fp16 half precision
   * @param int8 8-bit integers (TOPS)
   */
  public record Flops(OptionalDouble fp32, OptionalDouble fp16, OptionalDouble int8) {

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public Flops {
      fp32.ifPresent(value -> require(value > 0 && value <= MAX_TFLOPS, "fp32", value));
      fp16.ifPresent(value -> require(value > 0 && value <= MAX_TFLOPS, "fp16", value));
      int8.ifPresent(value -> require(value > 0 && value <= MAX_TFLOPS, "int8", value));
    }
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s is out of range: %s".formatted(what, value));
    }
  }
}
