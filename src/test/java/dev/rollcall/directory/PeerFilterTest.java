package dev.rollcall.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.History;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Address;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.time.TimePoint;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerFilterTest {

  @Test
  void noPartSetMatchesEveryPeer() {
    assertEquals(true, PeerFilter.ALL.matches(peerState(Capabilities.UNKNOWN, Map.of())));
  }

  @ParameterizedTest(name = "gpu {0} and count {1}: asked for gpu {2} gives {3}")
  @CsvSource({
    "true,,true,true", "true,,false,false", "false,,true,false", "false,,false,true",
    ",2,true,true", ",2,false,false", ",0,false,true", ",0,true,false",
    ",,true,false", ",,false,false",
  })
  void whetherThereIsAGpu(
      @Nullable Boolean gpu, @Nullable Integer count, boolean wanted, boolean matches) {
    PeerState peerState = peerState(capabilities(null, gpu, count, null), Map.of());
    assertEquals(matches, filter(Optional.of(wanted), null, null, null).matches(peerState));
  }

  @ParameterizedTest(name = "gpu {0} and count {1}: at least {2} gives {3}")
  @CsvSource({
    "true,,1,true", "true,,2,false", "true,4,4,true", "true,4,5,false",
    ",,0,true", ",,1,false", "false,,1,false", ",3,2,true",
  })
  void howManyGpus(@Nullable Boolean gpu, @Nullable Integer count, int least, boolean matches) {
    PeerState peerState = peerState(capabilities(null, gpu, count, null), Map.of());
    assertEquals(matches, filter(Optional.empty(), null, null, least).matches(peerState));
  }

  @ParameterizedTest(name = "{0} GB and {1} GB on GPUs: at least {2} and {3} gives {4}")
  @CsvSource({
    "16,,16,,true", "16,,16.5,,false", ",,0,,true", ",,1,,false",
    "64,24,32,24,true", "64,24,32,25,false", "64,,,1,false", "64,,,0,true",
  })
  void howMuchMemory(
      @Nullable Double memory,
      @Nullable Double gpuMemory,
      @Nullable Double least,
      @Nullable Double leastOnGpus,
      boolean matches) {
    PeerState peerState = peerState(capabilities(memory, null, null, gpuMemory), Map.of());
    assertEquals(matches, filter(Optional.empty(), least, leastOnGpus, null).matches(peerState));
  }

  @ParameterizedTest(name = "site={0} matches: {1}")
  @CsvSource({"a,true", "b,false"})
  void labelsMatchToTheLetter(String site, boolean matches) {
    PeerFilter filter =
        new PeerFilter(
            Set.of(),
            Map.of("site", site),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty());
    Map<String, String> labels = Map.of("site", "a", "rack", "7");
    assertEquals(matches, filter.matches(peerState(Capabilities.UNKNOWN, labels)));
    assertEquals(false, filter.matches(peerState(Capabilities.UNKNOWN, Map.of())));
  }

  @ParameterizedTest(name = "{0} or {1} matches an unknown peer: {2}")
  @CsvSource({"UNKNOWN,HEALTHY,true", "HEALTHY,SUSPECT,false"})
  void anyOfTheStatuses(Status one, Status other, boolean matches) {
    PeerFilter filter =
        new PeerFilter(
            Set.of(one, other),
            Map.of(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty());
    assertEquals(matches, filter.matches(peerState(Capabilities.UNKNOWN, Map.of())));
  }

  private static PeerFilter filter(
      Optional<Boolean> gpu,
      @Nullable Double memory,
      @Nullable Double gpuMemory,
      @Nullable Integer gpuCount) {
    return new PeerFilter(
        Set.of(), Map.of(), gpu, optional(memory), optional(gpuMemory), optional(gpuCount));
  }

  private static Capabilities capabilities(
      @Nullable Double memory,
      @Nullable Boolean gpu,
      @Nullable Integer gpuCount,
      @Nullable Double gpuMemory) {
    return new Capabilities(
        optional(memory),
        Optional.ofNullable(gpu),
        optional(gpuCount),
        optional(gpuMemory),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static PeerState peerState(Capabilities capabilities, Map<String, String> labels) {
    Peer peer =
        new Peer(
            new PeerId("a"),
            Address.parse("127.0.0.1:1"),
            capabilities,
            new TreeMap<>(labels),
            CheckSettings.DEFAULTS,
            false);
    return new PeerState(peer, Health.unknown(new TimePoint(Instant.EPOCH, 0)), History.NONE, 1);
  }
}
