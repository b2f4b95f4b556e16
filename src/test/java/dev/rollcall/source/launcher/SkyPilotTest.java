package dev.rollcall.source.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkyPilotTest {

  private static final Launched TWO =
      Launched.by(
          "SKYPILOT_NODE_IPS", "10.0.0.1\n10.0.0.2",
          "SKYPILOT_NODE_RANK", "0",
          "SKYPILOT_NUM_NODES", "2",
          "SKYPILOT_NUM_GPUS_PER_NODE", "4");

  @Test
  void theNodesAreReadInRankOrder() {
    assertEquals("launcher:skypilot", TWO.accepted().source());
    assertEquals(
        List.of("ip-10-0-0-1=10.0.0.1:50051", "ip-10-0-0-2=10.0.0.2:50051"), TWO.members());
    assertEquals(Optional.of("ip-10-0-0-1"), TWO.self());
    assertEquals(Map.of("rank", "1"), TWO.member("ip-10-0-0-2").labels());
  }

  @Test
  void theGpusAreThoseOfEveryNode() {
    TWO.roster()
        .members()
        .forEach(peer -> assertEquals(OptionalInt.of(4), peer.capabilities().gpuCount()));
    assertEquals(
        Optional.of(false),
        TWO.with("SKYPILOT_NUM_GPUS_PER_NODE", "0").member("ip-10-0-0-2").capabilities().gpu());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SKYPILOT_NODE_RANK | 2 | SKYPILOT_NODE_RANK: expected a whole number (0-1), found '2'",
        "SKYPILOT_NUM_NODES | 3 | SKYPILOT_NUM_NODES: is 3, but SKYPILOT_NODE_IPS lists 2",
        "SKYPILOT_NUM_GPUS_PER_NODE | 2000 | SKYPILOT_NUM_GPUS_PER_NODE: expected a whole number (0-1024), found '2000'",
      })
  void badValuesAreNamed(String variable, String value, String expected) {
    assertEquals(List.of(expected), TWO.with(variable, value).problems());
  }
}
