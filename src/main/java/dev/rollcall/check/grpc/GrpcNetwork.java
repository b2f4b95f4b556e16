package dev.rollcall.check.grpc;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.peer.Peer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Builds the checks that call a peer over gRPC, from what all of them share. */
public final class GrpcNetwork {

  private final CheckNetwork network;
  private final KeepAlive keepAlive;

  /** Its connections, and the deadlines of its calls, live on the network's event loops. */
  public GrpcNetwork(CheckNetwork network) {
    this.network = network;
    this.keepAlive = KeepAlive.ofThisMachine();
  }

  /** A check that makes this call over a cached connection. */
  public HealthCheck check(Peer peer, HealthCall<?, ?> probe) {
    return check(peer, probe, Map.of(), cached -> List.of());
  }

  /**
   * A check that makes this call over a cached connection.
   *
   * @param metadata sent with each call
   * @param observers more of those that follow the cached connection
   */
  HealthCheck check(
      Peer peer,
      HealthCall<?, ?> probe,
      Map<String, String> metadata,
      Function<CachedConnection, List<ConnectionObserver>> observers) {
    CachedConnection cached = new CachedConnection(new Hints());
    ConnectionObserver dnsChanges =
        new DnsChangeDetector(peer.address(), network.resolver(), cached);
    return new UnaryHealthCheck(
        peer,
        probe,
        network,
        new GrpcConnectionFactory(network, keepAlive, peer, metadata),
        cached,
        Stream.concat(Stream.of(dnsChanges), observers.apply(cached).stream()).toList());
  }
}
