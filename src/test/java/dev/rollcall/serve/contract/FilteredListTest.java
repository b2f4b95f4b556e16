package dev.rollcall.serve.contract;

import static dev.rollcall.testing.peer.DirectoryFixture.at;
import static dev.rollcall.testing.peer.DirectoryFixture.peer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.directory.NodeInfo;
import dev.rollcall.peer.Address;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.testing.ErrorReply;
import dev.rollcall.testing.peer.DirectoryFixture;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Status;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilteredListTest {

  private final DirectoryFixture lab = new DirectoryFixture(FilteredListTest.cluster());
  private final SnapshotQueries service =
      new SnapshotQueries(lab.directory(), new NodeInfo(Optional.empty(), "test", at(0)));

  private static Peer[] cluster() {
    return new Peer[] {
      peer("bare"),
      listed("big", 512.0, true, 8, 640.0, Map.of("site", "x", "rack", "1")),
      listed("mac", 64.0, true, null, null, Map.of("site", "x", "rack", "2")),
      listed("pi", 8.0, false, 0, null, Map.of("site", "y")),
    };
  }

  static Stream<Arguments> filters() {
    return Stream.of(
        arguments("nothing", filter(), "bare big mac pi"),
        arguments("a gpu", filter().setGpu(true), "big mac"),
        arguments("no gpu", filter().setGpu(false), "pi"),
        arguments("memory", filter().setMinMemoryGb(64), "big mac"),
        arguments("more memory", filter().setMinMemoryGb(64.5), "big"),
        arguments("any memory", filter().setMinMemoryGb(0), "bare big mac pi"),
        arguments("endless memory", filter().setMinMemoryGb(Double.POSITIVE_INFINITY), ""),
        arguments("gpu memory", filter().setMinGpuMemoryGb(640), "big"),
        arguments("more gpu memory", filter().setMinGpuMemoryGb(640.5), ""),
        arguments("one gpu", filter().setMinGpuCount(1), "big mac"),
        arguments("two gpus", filter().setMinGpuCount(2), "big"),
        arguments("eight gpus", filter().setMinGpuCount(8), "big"),
        arguments("nine gpus", filter().setMinGpuCount(9), ""),
        // The contract's number has no sign: this is 4294967295.
        arguments("the most gpus", filter().setMinGpuCount(-1), ""),
        arguments("no number of gpus", filter().setMinGpuCount(0), "bare big mac pi"),
        arguments("a label", filter().putLabels("site", "x"), "big mac"),
        arguments("two labels", filter().putLabels("site", "x").putLabels("rack", "2"), "mac"),
        arguments("another value", filter().putLabels("site", "X"), ""),
        arguments("an empty value", filter().putLabels("rack", ""), ""),
        arguments("an unknown label", filter().putLabels("zone", "x"), ""),
        arguments("a label and a gpu", filter().putLabels("site", "y").setGpu(true), ""),
        arguments(
            "all parts",
            filter()
                .addStatuses(Status.STATUS_UNKNOWN)
                .putLabels("site", "x")
                .setGpu(true)
                .setMinMemoryGb(512)
                .setMinGpuMemoryGb(640)
                .setMinGpuCount(8),
            "big"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("filters")
  void thePeersThatMatchAreListedById(String what, PeerFilter.Builder filter, String ids) {
    ListPeersResponse response = list(filter);

    assertEquals(ids, ids(response), what);
    assertEquals(response.getPeersCount(), response.getTotalSize());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"STATUS_UNSPECIFIED", "UNRECOGNIZED"})
  void eachStatusOfTheContractCanBeAskedFor(Status asked) {
    DirectoryFixture all = new DirectoryFixture(DirectoryFixture.peers(statusNames()));
    for (dev.rollcall.monitor.Status status : dev.rollcall.monitor.Status.values()) {
      all.judge("STATUS_" + status, status);
    }
    SnapshotQueries discovery =
        new SnapshotQueries(all.directory(), new NodeInfo(Optional.empty(), "test", at(0)));

    ListPeersResponse response = discovery.listPeers(request(filter().addStatuses(asked)));

    assertEquals(asked.name(), ids(response));
    assertEquals(asked, response.getPeers(0).getHealth().getStatus());
  }

  @Test
  void anyOfSeveralStatusesMatches() {
    lab.judge("big", dev.rollcall.monitor.Status.HEALTHY);
    lab.judge("mac", dev.rollcall.monitor.Status.SUSPECT);
    lab.judge("pi", dev.rollcall.monitor.Status.UNHEALTHY);

    ListPeersResponse response =
        list(
            filter()
                .addStatuses(Status.STATUS_SUSPECT)
                .addStatuses(Status.STATUS_HEALTHY)
                .addStatuses(Status.STATUS_SUSPECT));

    assertEquals("big mac", ids(response));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {0, 6, 99, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aNumberThatIsNoStatusIsInvalid(int number) {
    ErrorReply refusal =
        ErrorReply.of(
            () ->
                service.listPeers(
                    request(filter().addStatuses(Status.STATUS_HEALTHY).addStatusesValue(number))));

    refusal.assertInvalid("filter.statuses[1]", "UNKNOWN_STATUS");
    assertEquals(
        "filter.statuses[1]: %d is not a status that a peer can have (1-5)".formatted(number),
        refusal.message());
  }

  static Stream<Arguments> badAmounts() {
    return Stream.of(
        arguments("filter.min_memory_gb", filter().setMinMemoryGb(Double.NaN), "NaN"),
        arguments("filter.min_memory_gb", filter().setMinMemoryGb(-1), "-1.0"),
        arguments(
            "filter.min_memory_gb", filter().setMinMemoryGb(Double.NEGATIVE_INFINITY), "-Infinity"),
        arguments("filter.min_gpu_memory_gb", filter().setMinGpuMemoryGb(Double.NaN), "NaN"),
        arguments("filter.min_gpu_memory_gb", filter().setMinGpuMemoryGb(-0.5), "-0.5"));
  }

  @ParameterizedTest(name = "{0} of {2}")
  @MethodSource("badAmounts")
  void anAmountThatIsNoneIsInvalid(String field, PeerFilter.Builder filter, String value) {
    ErrorReply refusal = ErrorReply.of(() -> service.listPeers(request(filter)));

    refusal.assertInvalid(field, "OUT_OF_RANGE");
    assertEquals("%s: %s is out of range (0 or more)".formatted(field, value), refusal.message());
  }

  private ListPeersResponse list(PeerFilter.Builder filter) {
    return service.listPeers(request(filter));
  }

  private static ListPeersRequest request(PeerFilter.Builder filter) {
    return ListPeersRequest.newBuilder().setFilter(filter).build();
  }

  private static PeerFilter.Builder filter() {
    return PeerFilter.newBuilder();
  }

  private static String ids(ListPeersResponse response) {
    return String.join(
        " ", response.getPeersList().stream().map(dev.rollcall.v1.Peer::getId).toList());
  }

  private static String[] statusNames() {
    return Arrays.stream(dev.rollcall.monitor.Status.values())
        .map(status -> "STATUS_" + status)
        .toArray(String[]::new);
  }

  private static Peer listed(
      String id,
      @Nullable Double memory,
      @Nullable Boolean gpu,
      @Nullable Integer gpuCount,
      @Nullable Double gpuMemory,
      Map<String, String> labels) {
    return new Peer(
        new PeerId(id),
        new Address(id, 80),
        new Capabilities(
            memory == null ? OptionalDouble.empty() : OptionalDouble.of(memory),
            Optional.ofNullable(gpu),
            gpuCount == null ? OptionalInt.empty() : OptionalInt.of(gpuCount),
            gpuMemory == null ? OptionalDouble.empty() : OptionalDouble.of(gpuMemory),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new TreeMap<>(labels),
        CheckSettings.DEFAULTS,
        false);
  }
}
