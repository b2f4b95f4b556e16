package dev.rollcall.check.exo;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.grpc.GrpcNetwork;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;

/** Makes checks of the kind {@code exo}. */
public final class ExoHealthCheckFactory implements HealthCheckFactory {

  private final GrpcNetwork network;

  /** All its checks share this network. */
  public ExoHealthCheckFactory(CheckNetwork network) {
    this.network = new GrpcNetwork(network);
  }

  /**
   * @throws IllegalArgumentException if the peer's check is of another kind
   */
  @Override
  public HealthCheck open(Peer peer) {
    if (peer.check().kind() instanceof CheckKind.Exo) {
      return network.check(peer, new ExoHealthCall());
    }
    throw HealthCheckFactory.otherKind(peer);
  }
}
