package dev.rollcall.check.exo;

import dev.rollcall.check.CheckSockets;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.TlsContexts;
import dev.rollcall.check.grpc.GrpcNetwork;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import io.netty.channel.EventLoopGroup;

/** Makes checks of the kind {@code exo}. */
public final class ExoHealthCheckFactory implements HealthCheckFactory {

  private final GrpcNetwork network;

  /**
   * @param loops where the sockets and the deadlines live; a NIO group, which stays its owner's to
   *     close
   * @param resolver finds the peers' addresses
   * @param time measures the round trips, limits the lookups and paces the hints
   * @param tls for the peers that want TLS
   */
  public ExoHealthCheckFactory(
      EventLoopGroup loops, Resolver resolver, Clock time, TlsContexts tls) {
    this(new CheckSockets(loops), resolver, time, tls);
  }

  /** The same with these sockets. */
  public ExoHealthCheckFactory(
      CheckSockets sockets, Resolver resolver, Clock time, TlsContexts tls) {
    this.network = new GrpcNetwork(sockets, resolver, time, tls);
  }

  /**
   * @throws IllegalArgumentException if the peer wants another kind of check
   */
  @Override
  public HealthCheck open(Peer peer) {
    if (peer.check().kind() instanceof CheckKind.Exo) {
      return network.check(peer, new ExoProbe());
    }
    throw new IllegalArgumentException(
        "peer '%s' wants a check of another kind: %s".formatted(peer.id(), peer.check().kind()));
  }
}
