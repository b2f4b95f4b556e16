package dev.rollcall.check.http;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.OneShotCheck;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;

/** Makes checks of the kind {@code http}. */
public final class HttpHealthCheckFactory implements HealthCheckFactory {

  private final CheckNetwork network;

  /** All its checks share this network. */
  public HttpHealthCheckFactory(CheckNetwork network) {
    this.network = network;
  }

  /**
   * @throws IllegalArgumentException if the peer's check is of another kind
   */
  @Override
  public HealthCheck open(Peer peer) {
    if (peer.check().kind() instanceof CheckKind.Http kind) {
      return new OneShotCheck(peer, network, new HttpProbe(kind, peer.address(), network.clock()));
    }
    throw HealthCheckFactory.otherKind(peer);
  }
}
