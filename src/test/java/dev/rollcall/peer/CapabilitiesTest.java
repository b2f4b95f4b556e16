package dev.rollcall.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {

  @Test
  void nothingIsKnownOfUnknown() {
    assertEquals(capabilities(null, null, null, null), Capabilities.UNKNOWN);
  }

  @ParameterizedTest(name = "{0} GB")
  @ValueSource(doubles = {Double.MIN_VALUE, 0.5, 16, 1_048_576})
  void memoryInRangeIsKept(double gb) {
    assertEquals(OptionalDouble.of(gb), capabilities(gb, null, null, null).memoryGb());
  }

  @ParameterizedTest(name = "{0} GB")
  @ValueSource(
      doubles = {
        Double.NEGATIVE_INFINITY,
        -1,
        -0.0,
        0,
        1_048_576.1,
        Double.POSITIVE_INFINITY,
        Double.NaN
      })
  void memoryOutOfRangeIsRefused(double gb) {
    assertRefused("memory is out of range: " + gb, gb, null, null, null);
  }

  @ParameterizedTest(name = "{0} GB")
  @ValueSource(doubles = {0, 0.5, 24, 1_048_576})
  void gpuMemoryInRangeIsKept(double gb) {
    assertEquals(OptionalDouble.of(gb), capabilities(null, null, null, gb).gpuMemoryGb());
  }

  @ParameterizedTest(name = "{0} GB")
  @ValueSource(doubles = {-Double.MIN_VALUE, -1, 1_048_576.1, Double.POSITIVE_INFINITY, Double.NaN})
  void gpuMemoryOutOfRangeIsRefused(double gb) {
    assertRefused("gpu memory is out of range: " + gb, null, null, null, gb);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {0, 1, 1_024})
  void aGpuCountInRangeIsKept(int count) {
    assertEquals(OptionalInt.of(count), capabilities(null, null, count, null).gpuCount());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 1_025, Integer.MAX_VALUE})
  void aGpuCountOutOfRangeIsRefused(int count) {
    assertRefused("gpu count is out of range: " + count, null, null, count, null);
  }

  @ParameterizedTest(name = "gpu {0}, count {1}, memory {2}")
  @CsvSource({
    "true,,",
    "true,1,",
    "true,,24",
    "true,8,640",
    "true,1,0",
    "false,,",
    "false,0,",
    "false,,0",
    "false,0,0",
    ",2,",
    ",,24",
    ",0,0",
  })
  void whatAgreesIsAccepted(
      @Nullable Boolean gpu, @Nullable Integer count, @Nullable Double memory) {
    assertEquals(Optional.ofNullable(gpu), capabilities(null, gpu, count, memory).gpu());
  }

  @ParameterizedTest(name = "gpu {0}, count {1}, memory {2}")
  @CsvSource({
    "false,1,,gpu count without a gpu",
    "false,2,0,gpu count without a gpu",
    "false,,0.5,gpu memory without a gpu",
    "false,0,24,gpu memory without a gpu",
    "true,0,,gpu count with a gpu",
    "true,0,24,gpu count with a gpu",
  })
  void whatContradictsIsRefused(
      @Nullable Boolean gpu,
      @Nullable Integer count,
      @Nullable Double memory,
      String contradiction) {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> capabilities(null, gpu, count, memory));

    assertTrue(
        String.valueOf(error.getMessage()).startsWith(contradiction + " "), error::getMessage);
  }

  @ParameterizedTest(name = "{0} TFLOPS")
  @ValueSource(doubles = {Double.MIN_VALUE, 26.98, 1_000_000_000})
  void flopsInRangeAreKept(double tflops) {
    OptionalDouble value = OptionalDouble.of(tflops);

    Capabilities.Flops flops = new Capabilities.Flops(value, value, value);

    assertEquals(value, flops.fp32());
    assertEquals(value, flops.fp16());
    assertEquals(value, flops.int8());
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "fp32,0", "fp32,-1", "fp32,1000000001", "fp32,NaN", "fp32,Infinity",
    "fp16,0", "fp16,-1", "fp16,1000000001", "fp16,NaN", "fp16,Infinity",
    "int8,0", "int8,-1", "int8,1000000001", "int8,NaN", "int8,Infinity",
  })
  void flopsOutOfRangeAreRefused(String which, double tflops) {
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Capabilities.Flops(
                    only("fp32", which, tflops),
                    only("fp16", which, tflops),
                    only("int8", which, tflops)));

    assertEquals(which + " is out of range: " + tflops, error.getMessage());
  }

  private static OptionalDouble only(String field, String which, double value) {
    return field.equals(which) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static void assertRefused(
      String message,
      @Nullable Double memory,
      @Nullable Boolean gpu,
      @Nullable Integer count,
      @Nullable Double gpuMemory) {
    Exception error =
        assertThrows(
            IllegalArgumentException.class, () -> capabilities(memory, gpu, count, gpuMemory));
    assertEquals(message, error.getMessage());
  }

  private static Capabilities capabilities(
      @Nullable Double memory,
      @Nullable Boolean gpu,
      @Nullable Integer count,
      @Nullable Double gpuMemory) {
    return new Capabilities(
        memory == null ? OptionalDouble.empty() : OptionalDouble.of(memory),
        Optional.ofNullable(gpu),
        count == null ? OptionalInt.empty() : OptionalInt.of(count),
        gpuMemory == null ? OptionalDouble.empty() : OptionalDouble.of(gpuMemory),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
