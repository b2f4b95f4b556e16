package dev.rollcall.check.tcp;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.OneShotCheck;
import dev.rollcall.peer.Peer;

/** Makes checks of the kind {@code tcp}. */
public final class TcpHealthCheckFactory implements HealthCheckFactory {

  private final CheckNetwork network;
  private final EstablishedTcpProbe probe = new EstablishedTcpProbe();

  /** All its checks share this network. */
  public TcpHealthCheckFactory(CheckNetwork network) {
    this.network = network;
  }

  @Override
  public HealthCheck open(Peer peer) {
    return new OneShotCheck(peer, network, probe);
  }
}
