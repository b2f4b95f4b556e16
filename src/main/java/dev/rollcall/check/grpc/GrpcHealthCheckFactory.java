package dev.rollcall.check.grpc;

import dev.rollcall.check.CheckSockets;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.TlsContexts;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Makes checks of the kind {@code grpc}. */
public final class GrpcHealthCheckFactory implements HealthCheckFactory {

  private final GrpcNetwork network;
  private final Semaphore watches;
  private final Clock time;

  /**
   * @param loops where the sockets and the deadlines live; a NIO group, which stays its owner's to
   *     close
   * @param resolver finds the peers' addresses
   * @param time measures the round trips, limits the lookups and paces the hints
   * @param tls for the peers that want TLS
   * @param watchLimit the most Health/Watch streams that are held at a time; 0: none
   */
  public GrpcHealthCheckFactory(
      EventLoopGroup loops, Resolver resolver, Clock time, TlsContexts tls, int watchLimit) {
    this(new CheckSockets(loops), resolver, time, tls, watchLimit);
  }

  /** The same with these sockets. */
  public GrpcHealthCheckFactory(
      CheckSockets sockets, Resolver resolver, Clock time, TlsContexts tls, int watchLimit) {
    this.network = new GrpcNetwork(sockets, resolver, time, tls);
    this.watches = new Semaphore(watchLimit);
    this.time = time;
  }

  /**
   * @throws IllegalArgumentException if the peer wants another kind of check
   */
  @Override
  public HealthCheck open(Peer peer) {
    if (peer.check().kind() instanceof CheckKind.Grpc kind) {
      HealthProbe probe = new HealthProbe(kind);
      // The moment is in it since the observers of a peer are to differ.
      long seed = peer.id().hashCode() ^ time.now().ticks();
      return network.check(
          peer,
          probe,
          kind.metadata(),
          kept -> List.of(new HealthWatchKeeper(probe.request(), kept, watches, time, seed)));
    }
    throw new IllegalArgumentException(
        "peer '%s' wants a check of another kind: %s".formatted(peer.id(), peer.check().kind()));
  }
}
