package dev.rollcall.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDescriptorLimitTest {

  @Test
  void theLimitOfTheProcessIsFound() {
    assertEquals(
        OptionalLong.of(1024),
        FileDescriptorLimit.limit(
            List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max processes             127234               127234               processes ",
                "Max open files            1024                 524288               files     ")));
    assertEquals(
        OptionalLong.empty(),
        FileDescriptorLimit.limit(
            List.of(
                "Max open files            unlimited            unlimited            files     ")));
    assertEquals(OptionalLong.empty(), FileDescriptorLimit.limit(List.of()));
  }

  @ParameterizedTest
  @CsvSource({"1024, 512", "20000, 10000", "1048576, 16384", "8, 16"})
  void checksAreLeftEnough(long limit, int forClients) {
    assertEquals(forClients, FileDescriptorLimit.forClients(OptionalLong.of(limit)));
    assertTrue(FileDescriptorLimit.forClients() > 0);
  }
}
