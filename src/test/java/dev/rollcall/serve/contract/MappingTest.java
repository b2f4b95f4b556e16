package dev.rollcall.serve.contract;

import static dev.rollcall.testing.peer.DirectoryFixture.at;
import static dev.rollcall.testing.peer.DirectoryFixture.peer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.monitor.FlapDetector;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Address;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.testing.peer.DirectoryFixture;
import dev.rollcall.time.TimePoint;
import dev.rollcall.v1.Flops;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Reason;
import dev.rollcall.v1.Revision;
import dev.rollcall.v1.RosterState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each field of the contract, from a directory in which all or nothing is known. */
class MappingTest {

  private static final NodeInfo NOBODY = new NodeInfo(Optional.empty(), "1.2.3", at(5));
  private static final ListPeersRequest EVERYTHING = ListPeersRequest.getDefaultInstance();

  private static final Peer FULL =
      new Peer(
          new PeerId("\u8282\u70b9"),
          Address.parse("[FD00::1]:50051"),
          new Capabilities(
              OptionalDouble.of(192.5),
              Optional.of(true),
              OptionalInt.of(2),
              OptionalDouble.of(48.25),
              Optional.of("Mac Studio"),
              Optional.of("Apple M2 Ultra"),
              Optional.of(
                  new Capabilities.Flops(
                      OptionalDouble.of(27.2), OptionalDouble.of(54.4), OptionalDouble.of(108.8)))),
          new TreeMap<>(Map.of("site", "a", "rack", "")),
          CheckSettings.DEFAULTS,
          false);

  private static final Health AWAY =
      new Health(
          Status.UNHEALTHY,
          Optional.of(new Failure(dev.rollcall.check.Reason.TIMEOUT, "no answer in 3 s")),
          moment("1970-01-01T00:01:40.000000001Z"),
          at(99),
          Optional.of(moment("1970-01-01T00:02:10.5Z")),
          Optional.of(java.time.Duration.ofSeconds(2, 345_678)),
          7,
          4,
          new FlapDetector(List.of(at(98)), true));

  /** Without a success. */
  private static final Health SILENT =
      new Health(
          Status.UNHEALTHY,
          AWAY.failure(),
          at(100),
          at(99),
          Optional.empty(),
          Optional.empty(),
          0,
          4,
          FlapDetector.NONE);

  @Test
  void everythingThatIsKnownOfAPeerIsTold() {
    DirectoryFixture lab = new DirectoryFixture(FULL);
    lab.judge("\u8282\u70b9", AWAY);

    dev.rollcall.v1.Peer peer = list(lab, NOBODY, EVERYTHING).getPeers(0);

    assertEquals(
        dev.rollcall.v1.Peer.newBuilder()
            .setId("\u8282\u70b9")
            .setAddress("[fd00::1]:50051")
            .setCapabilities(
                dev.rollcall.v1.Capabilities.newBuilder()
                    .setMemoryGb(192.5)
                    .setGpu(true)
                    .setGpuCount(2)
                    .setGpuMemoryGb(48.25)
                    .setModel("Mac Studio")
                    .setChip("Apple M2 Ultra")
                    .setFlops(Flops.newBuilder().setFp32(27.2).setFp16(54.4).setInt8(108.8)))
            .putLabels("site", "a")
            .putLabels("rack", "")
            .setHealth(
                dev.rollcall.v1.Health.newBuilder()
                    .setStatus(dev.rollcall.v1.Status.STATUS_UNHEALTHY)
                    .setReason(Reason.REASON_TIMEOUT)
                    .setDetail("no answer in 3 s")
                    .setStatusSince(Timestamp.newBuilder().setSeconds(100).setNanos(1))
                    .setCheckedAt(Timestamp.newBuilder().setSeconds(130).setNanos(500_000_000))
                    .setRoundTripTime(Duration.newBuilder().setSeconds(2).setNanos(345_678))
                    .setConsecutiveSuccesses(7)
                    .setConsecutiveFailures(4)
                    .setFlapping(true))
            .build(),
        peer);
  }

  @Test
  void whatIsNotKnownOfAPeerStaysAbsent() {
    Peer bare = Peer.at("node", "10.0.0.1:80", CheckSettings.DEFAULTS);
    DirectoryFixture lab = new DirectoryFixture(bare);

    dev.rollcall.v1.Peer peer = list(lab, NOBODY, EVERYTHING).getPeers(0);

    assertEquals(
        dev.rollcall.v1.Peer.newBuilder()
            .setId("node")
            .setAddress("10.0.0.1:80")
            .setCapabilities(dev.rollcall.v1.Capabilities.getDefaultInstance())
            .setHealth(
                dev.rollcall.v1.Health.newBuilder()
                    .setStatus(dev.rollcall.v1.Status.STATUS_UNKNOWN)
                    .setStatusSince(Timestamp.getDefaultInstance()))
            .build(),
        peer);
  }

  @Test
  void whatIsKnownToBeNoneIsNotAbsent() {
    Capabilities none =
        new Capabilities(
            OptionalDouble.empty(),
            Optional.of(false),
            OptionalInt.of(0),
            OptionalDouble.of(0),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new Capabilities.Flops(
                    OptionalDouble.empty(), OptionalDouble.of(1), OptionalDouble.empty())));
    DirectoryFixture lab =
        new DirectoryFixture(
            new Peer(FULL.id(), FULL.address(), none, FULL.labels(), FULL.check(), false));

    ListPeersResponse response = list(lab, NOBODY, EVERYTHING);

    assertEquals(
        dev.rollcall.v1.Capabilities.newBuilder()
            .setGpu(false)
            .setGpuCount(0)
            .setGpuMemoryGb(0)
            .setFlops(Flops.newBuilder().setFp16(1))
            .build(),
        response.getPeers(0).getCapabilities());
  }

  @Test
  void theObserverAndItsRosterAreTold() {
    DirectoryFixture lab = new DirectoryFixture(FULL, peer("other"));
    lab.judge("\u8282\u70b9", SILENT);
    lab.judge("other", SILENT);
    lab.directory().reject(List.of("peers.yaml:1:1: bad", "peers.yaml:2:1: bad too"));
    NodeInfo observer = new NodeInfo(Optional.of(new PeerId("self")), "1.2.3", at(5));

    ListPeersResponse response = list(lab, observer, EVERYTHING);

    assertEquals(
        Revision.newBuilder().setEpoch("epoch-1").setNumber(3).build(), response.getRevision());
    assertEquals(
        dev.rollcall.v1.Observer.newBuilder()
            .setNodeId("self")
            .setVersion("1.2.3")
            .setStartedAt(Timestamp.newBuilder().setSeconds(5))
            .setIsolated(true)
            .setRoster(
                RosterState.newBuilder()
                    .setSource("file:peers.yaml")
                    .setLoadedAt(Timestamp.getDefaultInstance())
                    .setDigest("digest")
                    .addErrors("peers.yaml:1:1: bad")
                    .addErrors("peers.yaml:2:1: bad too"))
            .build(),
        response.getObserver());
  }

  @Test
  void anObserverOutsideTheRosterHasNoNodeId() {
    ListPeersResponse response = list(new DirectoryFixture(peer("a")), NOBODY, EVERYTHING);

    assertEquals("", response.getObserver().getNodeId());
    assertEquals(false, response.getObserver().getIsolated());
    assertEquals(List.of(), response.getObserver().getRoster().getErrorsList());
  }

  /** Fails when the contract gets a field that nobody fills. */
  @Test
  void everyFieldOfTheContractIsFilled() {
    DirectoryFixture lab = new DirectoryFixture(FULL, peer("\u8282\u70ba"));
    lab.judge("\u8282\u70b9", AWAY);
    lab.judge("\u8282\u70ba", AWAY);
    lab.directory().reject(List.of("peers.yaml:1:1: bad"));
    NodeInfo observer = new NodeInfo(Optional.of(new PeerId("self")), "1.2.3", at(5));

    ListPeersRequest request = ListPeersRequest.newBuilder().setPageSize(1).build();
    List<String> unfilled = unfilled(list(lab, observer, request));
    // Peers with a success are no reason to be isolated, so no one message can have all fields.
    lab.judge("\u8282\u70b9", SILENT);
    lab.judge("\u8282\u70ba", SILENT);
    unfilled.retainAll(unfilled(list(lab, observer, request)));

    assertEquals(List.of(), unfilled);
  }

  @Test
  void everyStatusHasItsOwnNameInTheContract() {
    for (Status status : Status.values()) {
      assertEquals("STATUS_" + status, ProtoMapper.status(status).name());
    }
  }

  @Test
  void everyStatusOfTheContractCanBeTold() {
    List<String> told =
        List.of(Status.values()).stream()
            .map(status -> ProtoMapper.status(status).name())
            .sorted()
            .toList();

    assertEquals(values(dev.rollcall.v1.Status.getDescriptor().getValues()), told);
  }

  @Test
  void everyReasonHasItsOwnNameInTheContract() {
    for (dev.rollcall.check.Reason reason : dev.rollcall.check.Reason.values()) {
      assertEquals("REASON_" + reason, ProtoMapper.reason(reason).name());
    }
  }

  @Test
  void everyReasonOfTheContractCanBeTold() {
    List<String> told =
        List.of(dev.rollcall.check.Reason.values()).stream()
            .map(reason -> ProtoMapper.reason(reason).name())
            .sorted()
            .toList();

    assertEquals(values(Reason.getDescriptor().getValues()), told);
  }

  private static ListPeersResponse list(
      DirectoryFixture lab, NodeInfo observer, ListPeersRequest request) {
    SnapshotQueries service = new SnapshotQueries(lab.directory(), observer);
    return service.listPeers(request);
  }

  /** All but the one that stands for 'not said'. */
  private static List<String> values(List<EnumValueDescriptor> all) {
    return all.stream()
        .filter(value -> value.getNumber() != 0)
        .map(EnumValueDescriptor::getName)
        .sorted()
        .toList();
  }

  private static List<String> unfilled(Message message) {
    List<String> names = new ArrayList<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      // Times and durations may have zeros in them.
      boolean ours = field.getFullName().startsWith("rollcall.");
      if (ours && !message.getAllFields().containsKey(field)) {
        names.add(field.getFullName());
      } else if (ours && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        Object value = message.getField(field);
        Object one = field.isRepeated() ? ((List<?>) value).get(0) : value;
        if (!field.isMapField()) {
          names.addAll(unfilled((Message) one));
        }
      }
    }
    return names;
  }

  private static TimePoint moment(String text) {
    return new TimePoint(Instant.parse(text), 0);
  }
}
