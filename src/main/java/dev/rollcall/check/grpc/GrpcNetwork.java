package dev.rollcall.check.grpc;

import dev.rollcall.check.AddressFallback;
import dev.rollcall.check.CheckSockets;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.TlsContexts;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What all checks over gRPC share, and how they are put together. */
public final class GrpcNetwork {

  private final CheckSockets sockets;
  private final Resolver resolver;
  private final Clock time;
  private final TlsContexts tls;
  private final AddressFallback attempts;
  private final KeepAlive keepAlive;

  /**
   * @param sockets where the connections come from; the deadlines live there, too
   * @param resolver finds the peers' addresses
   * @param time measures the round trips, limits the lookups and paces the hints
   * @param tls for the peers that want TLS
   */
  public GrpcNetwork(CheckSockets sockets, Resolver resolver, Clock time, TlsContexts tls) {
    this.sockets = sockets;
    this.resolver = resolver;
    this.time = time;
    this.tls = tls;
    this.attempts = new AddressFallback(resolver, time);
    this.keepAlive = KeepAlive.ofThisMachine();
  }

  /** A check that asks this, over a connection that is kept. */
  public HealthCheck check(Peer peer, Probe<?, ?> probe) {
    return check(peer, probe, Map.of(), kept -> List.of());
  }

  /**
   * A check that asks this, over a connection that is kept.
   *
   * @param metadata goes with each call
   * @param more what else is done beside the check
   */
  HealthCheck check(
      Peer peer,
      Probe<?, ?> probe,
      Map<String, String> metadata,
      Function<CachedConnection, List<ConnectionObserver>> more) {
    CachedConnection kept = new CachedConnection(new Hints());
    ConnectionObserver moves = new DnsChangeDetector(peer.address(), resolver, kept);
    return new UnaryHealthCheck(
        peer,
        probe,
        attempts,
        time,
        new Dialer(this, peer, metadata),
        kept,
        Stream.concat(Stream.of(moves), more.apply(kept).stream()).toList());
  }

  CheckSockets sockets() {
    return sockets;
  }

  Clock time() {
    return time;
  }

  TlsContexts tls() {
    return tls;
  }

  KeepAlive keepAlive() {
    return keepAlive;
  }
}
