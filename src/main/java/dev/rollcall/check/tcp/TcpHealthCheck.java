package dev.rollcall.check.tcp;

import dev.rollcall.check.Attempts;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.NetworkFailures;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.TimeLimit;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Time;
import io.smallrye.mutiny.Uni;

/** Connects, shakes hands where TLS is spoken, and hangs up at once. */
final class TcpHealthCheck implements HealthCheck {

  private final Peer peer;
  private final Attempts attempts;
  private final TcpConnector connector;
  private final Time time;

  TcpHealthCheck(Peer peer, Attempts attempts, TcpConnector connector, Time time) {
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
        .recoverWithItem(error -> NetworkFailures.of(error, peer.address().toString()));
  }

  private Uni<Outcome> connectSomewhere() {
    TimeLimit limit = TimeLimit.startingNow(time, peer.check().timeout());
    return attempts.at(peer.address(), limit, target -> connector.connect(target, limit));
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
