package dev.rollcall.serve.contract;

import com.google.protobuf.Timestamp;
import dev.rollcall.directory.Delta;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.PeerState;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.peer.PeerId;
import dev.rollcall.time.TimePoint;
import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Flops;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Link;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Reason;
import dev.rollcall.v1.Revision;
import dev.rollcall.v1.RosterState;
import dev.rollcall.v1.Status;
import dev.rollcall.v1.WaitForPeersResponse;
import dev.rollcall.v1.WatchPeersRequest;
import dev.rollcall.v1.WatchPeersResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Maps values of the domain to messages of the contract, field by field. */
public final class ProtoMapper {

  private ProtoMapper() {}

  public static Peer peer(PeerState peerState) {
    return builder(peerState.peer()).setHealth(health(peerState.health())).build();
  }

  /** The entry of the node itself, which does not check its own health. */
  public static Peer entry(dev.rollcall.peer.Peer peer) {
    return builder(peer).build();
  }

  private static Peer.Builder builder(dev.rollcall.peer.Peer peer) {
    return Peer.newBuilder()
        .setId(peer.id().value())
        .setAddress(peer.address().toString())
        .setCapabilities(capabilities(peer.capabilities()))
        .putAllLabels(peer.labels());
  }

  public static Link link(String from, PeerState peerState) {
    dev.rollcall.monitor.Health seen = peerState.health();
    Link.Builder link =
        Link.newBuilder()
            .setFrom(from)
            .setTo(peerState.peer().id().value())
            .setStatus(status(seen.status()));
    seen.roundTripTime().map(ProtoMapper::duration).ifPresent(link::setRoundTripTime);
    return link.build();
  }

  public static WatchPeersResponse watched(Delta delta, NodeInfo observer, Snapshot now) {
    WatchPeersResponse.Builder response =
        WatchPeersResponse.newBuilder()
            .setReset(delta.reset())
            .setRevision(revision(now))
            .setObserver(observer(observer, now));
    delta.changed().forEach(peerState -> response.addChanged(peer(peerState)));
    delta.removed().forEach(id -> response.addRemoved(id.value()));
    return response.build();
  }

  public static WaitForPeersResponse waited(
      List<PeerState> matching, NodeInfo observer, Snapshot now) {
    WaitForPeersResponse.Builder response =
        WaitForPeersResponse.newBuilder()
            .setRevision(revision(now))
            .setObserver(observer(observer, now));
    matching.forEach(peerState -> response.addPeers(peer(peerState)));
    return response.build();
  }

  /** The revision after which a client resumes, as it sent it. */
  public static Optional<dev.rollcall.directory.Revision> after(WatchPeersRequest request) {
    return request.hasAfter()
        ? Optional.of(
            new dev.rollcall.directory.Revision(
                request.getAfter().getEpoch(), request.getAfter().getNumber()))
        : Optional.empty();
  }

  public static Revision revision(Snapshot snapshot) {
    return Revision.newBuilder()
        .setEpoch(snapshot.revision().epoch())
        .setNumber(snapshot.revision().number())
        .build();
  }

  public static dev.rollcall.v1.Observer observer(NodeInfo observer, Snapshot snapshot) {
    return dev.rollcall.v1.Observer.newBuilder()
        .setNodeId(observer.node().map(PeerId::value).orElse(""))
        .setVersion(observer.version())
        .setStartedAt(timestamp(observer.startedAt()))
        .setIsolated(snapshot.isolated())
        .setRoster(roster(snapshot.roster()))
        .build();
  }

  public static Status status(dev.rollcall.monitor.Status status) {
    return switch (status) {
      case UNKNOWN -> Status.STATUS_UNKNOWN;
      case HEALTHY -> Status.STATUS_HEALTHY;
      case SUSPECT -> Status.STATUS_SUSPECT;
      case UNHEALTHY -> Status.STATUS_UNHEALTHY;
      case MAINTENANCE -> Status.STATUS_MAINTENANCE;
    };
  }

  public static Reason reason(dev.rollcall.check.Reason reason) {
    return switch (reason) {
      case NOT_SERVING -> Reason.REASON_NOT_SERVING;
      case TIMEOUT -> Reason.REASON_TIMEOUT;
      case REFUSED -> Reason.REASON_REFUSED;
      case UNREACHABLE -> Reason.REASON_UNREACHABLE;
      case UNRESOLVED -> Reason.REASON_UNRESOLVED;
      case UNIMPLEMENTED -> Reason.REASON_UNIMPLEMENTED;
      case TLS -> Reason.REASON_TLS;
      case WRONG_PEER -> Reason.REASON_WRONG_PEER;
      case PROTOCOL -> Reason.REASON_PROTOCOL;
    };
  }

  private static Health health(dev.rollcall.monitor.Health health) {
    Health.Builder message =
        Health.newBuilder()
            .setStatus(status(health.status()))
            .setStatusSince(timestamp(health.statusSince()))
            .setConsecutiveSuccesses(health.successes())
            .setConsecutiveFailures(health.failures())
            .setFlapping(health.isFlapping());
    health
        .failure()
        .ifPresent(
            failure -> message.setReason(reason(failure.reason())).setDetail(failure.detail()));
    health.checkedAt().map(ProtoMapper::timestamp).ifPresent(message::setCheckedAt);
    health.roundTripTime().map(ProtoMapper::duration).ifPresent(message::setRoundTripTime);
    return message.build();
  }

  private static Capabilities capabilities(dev.rollcall.peer.Capabilities known) {
    Capabilities.Builder message = Capabilities.newBuilder();
    known.memoryGb().ifPresent(message::setMemoryGb);
    known.gpu().ifPresent(message::setGpu);
    known.gpuCount().ifPresent(message::setGpuCount);
    known.gpuMemoryGb().ifPresent(message::setGpuMemoryGb);
    known.model().ifPresent(message::setModel);
    known.chip().ifPresent(message::setChip);
    known.flops().map(ProtoMapper::flops).ifPresent(message::setFlops);
    return message.build();
  }

  private static Flops flops(dev.rollcall.peer.Capabilities.Flops known) {
    Flops.Builder message = Flops.newBuilder();
    known.fp32().ifPresent(message::setFp32);
    known.fp16().ifPresent(message::setFp16);
    known.int8().ifPresent(message::setInt8);
    return message.build();
  }

  private static RosterState roster(dev.rollcall.directory.RosterState state) {
    return RosterState.newBuilder()
        .setSource(state.source())
        .setLoadedAt(timestamp(state.loadedAt()))
        .setDigest(state.digest())
        .addAllErrors(state.errors())
        .build();
  }

  private static Timestamp timestamp(TimePoint moment) {
    Instant instant = moment.wall();
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static com.google.protobuf.Duration duration(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
