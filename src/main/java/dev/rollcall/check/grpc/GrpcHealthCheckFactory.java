package dev.rollcall.check.grpc;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Makes checks of the kind {@code grpc}. */
public final class GrpcHealthCheckFactory implements HealthCheckFactory {

  private final GrpcNetwork network;
  private final Semaphore watches;
  private final WatchHarmRegistry histories;
  private final Clock clock;

  /**
   * All its checks share this network.
   *
   * @param watchLimit the most Health/Watch streams that are open at a time; 0: none
   */
  public GrpcHealthCheckFactory(CheckNetwork network, int watchLimit) {
    this(network, watchLimit, Logger.getLogger(GrpcHealthCheckFactory.class));
  }

  /**
   * All its checks share this network.
   *
   * @param watchLimit the most Health/Watch streams that are open at a time; 0: none
   * @param log gets a line for each peer that is no longer watched, since that does it harm
   */
  public GrpcHealthCheckFactory(CheckNetwork network, int watchLimit, Logger log) {
    this(network, watchLimit, log, WatchHarmHistory.Limits.DEFAULT);
  }

  GrpcHealthCheckFactory(
      CheckNetwork network, int watchLimit, Logger log, WatchHarmHistory.Limits limits) {
    this.network = new GrpcNetwork(network);
    this.watches = new Semaphore(watchLimit);
    this.clock = network.clock();
    this.histories = new WatchHarmRegistry(limits, log, clock);
  }

  /**
   * @throws IllegalArgumentException if the peer's check is of another kind
   */
  @Override
  public HealthCheck open(Peer peer) {
    if (peer.check().kind() instanceof CheckKind.Grpc kind) {
      StandardHealthCall probe = new StandardHealthCall(kind);
      // The time makes the observers of a peer differ.
      long seed = peer.id().hashCode() ^ clock.now().ticks();
      return network.check(
          peer,
          probe,
          kind.metadata(),
          cached ->
              List.of(new HealthWatchKeeper(peer, probe, cached, watches, histories, clock, seed)));
    }
    throw HealthCheckFactory.otherKind(peer);
  }
}
