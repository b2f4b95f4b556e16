package dev.rollcall.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestMatchTest {

  private static final List<String> KEYS =
      List.of("id", "address", "memory_gb", "gpu", "gpu_count", "interval");

  @ParameterizedTest
  @CsvSource({
    "adress, address", // a letter dropped
    "addresss, address", // a letter added
    "addrass, address", // a letter replaced
    "adderss, address", // two letters swapped
    "memory-gb, memory_gb",
    "memoryGb, memory_gb",
    "MEMORY_GB, memory_gb",
    "gpus, gpu",
    "gpu_cuont, gpu_count",
    "intervall, interval",
    "di, id",
  })
  void slipsOfTheFingersAreRecognised(String wrong, String meant) {
    assertEquals(Optional.of(meant), ClosestMatch.closest(wrong, KEYS));
  }

  @ParameterizedTest
  @CsvSource({"host", "addr", "x", "''", "name", "gp_cont_x"})
  void whatIsFarFromEverythingIsNotGuessed(String wrong) {
    assertEquals(Optional.empty(), ClosestMatch.closest(wrong, KEYS));
  }

  @ParameterizedTest
  @CsvSource({"node12, node1", "node3, node1"})
  void theNearestWinsAndOfEquallyNearTheFirst(String wrong, String meant) {
    assertEquals(
        Optional.of(meant), ClosestMatch.closest(wrong, List.of("nxde3x", "node1", "node2")));
  }
}
