package dev.rollcall.check.tcp;

import dev.rollcall.check.AddressFallback;
import dev.rollcall.check.Deadline;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Uni;

/** Connects, shakes hands where TLS is spoken, and hangs up at once. */
final class TcpHealthCheck implements HealthCheck {

  private final Peer peer;
  private final AddressFallback attempts;
  private final TcpConnector connector;
  private final Clock time;

  TcpHealthCheck(Peer peer, AddressFallback attempts, TcpConnector connector, Clock time) {
    this.peer = peer;
    this.attempts = attempts;
    this.connector = connector;
    this.time = time;
  }

  @Override
  public Uni<Outcome> check() {
    return Uni.createFrom()
        .deferred(this::connectSomewhere)
        .onFailure()
        .recoverWithItem(error -> NetworkOutcomes.of(error, peer.address().toString()));
  }

  private Uni<Outcome> connectSomewhere() {
    Deadline limit = Deadline.startingNow(time, peer.check().timeout());
    return attempts.at(peer.address(), limit, target -> connector.connect(target, limit));
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
