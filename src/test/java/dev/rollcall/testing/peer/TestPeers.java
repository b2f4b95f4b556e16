package dev.rollcall.testing.peer;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Reason;
import dev.rollcall.v1.Status;
import java.time.Instant;

/** Builds peers as messages of the contract. */
public final class TestPeers {

  private TestPeers() {}

  /** At 10.0.0.N:50051, where the id ends with the digit N; else at 10.0.0.1. */
  public static Peer of(String id, Status status) {
    char last = id.isEmpty() ? '1' : id.charAt(id.length() - 1);
    String host = "10.0.0." + (last >= '1' && last <= '9' ? last : '1');
    return Peer.newBuilder()
        .setId(id)
        .setAddress(host + ":50051")
        .setHealth(Health.newBuilder().setStatus(status))
        .build();
  }

  /** One that answers, in 1.5 ms. */
  public static Peer healthy(String id) {
    Peer.Builder peer = of(id, Status.STATUS_HEALTHY).toBuilder();
    peer.getHealthBuilder().setRoundTripTime(Duration.newBuilder().setNanos(1_500_000));
    return peer.build();
  }

  /** One that does not, since its host refuses. */
  public static Peer refusing(String id) {
    Peer.Builder peer = of(id, Status.STATUS_UNHEALTHY).toBuilder();
    peer.getHealthBuilder()
        .setReason(Reason.REASON_REFUSED)
        .setDetail("nothing listens at %s (connection refused)".formatted(peer.getAddress()));
    return peer.build();
  }

  /** The same with these capabilities. */
  public static Peer with(Peer peer, Capabilities.Builder capabilities) {
    return peer.toBuilder().setCapabilities(capabilities).build();
  }

  /** The same at this address. */
  public static Peer at(Peer peer, String address) {
    return peer.toBuilder().setAddress(address).build();
  }

  /** The same, in this status since then and checked just then. */
  public static Peer since(Peer peer, Instant then) {
    Timestamp time =
        Timestamp.newBuilder().setSeconds(then.getEpochSecond()).setNanos(then.getNano()).build();
    Peer.Builder changed = peer.toBuilder();
    changed.getHealthBuilder().setStatusSince(time).setCheckedAt(time);
    return changed.build();
  }
}
