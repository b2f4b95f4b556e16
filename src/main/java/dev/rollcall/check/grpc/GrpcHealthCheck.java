package dev.rollcall.check.grpc;

import dev.rollcall.check.Attempts;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.NetworkFailures;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Target;
import dev.rollcall.check.TimeLimit;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Time;
import io.netty.channel.EventLoopGroup;
import io.smallrye.mutiny.Uni;

/**
 * Asks over the connection that is kept, or over a fresh one if there is none. That a kept
 * connection fails says little about the peer, which may have been restarted since: it is then
 * asked again over a fresh one, within the same time.
 */
final class GrpcHealthCheck implements HealthCheck {

  private final Peer peer;
  private final String service;
  private final Attempts attempts;
  private final EventLoopGroup loops;
  private final Time time;
  private final KeptConnection kept = new KeptConnection();

  GrpcHealthCheck(Peer peer, String service, Attempts attempts, EventLoopGroup loops, Time time) {
    this.peer = peer;
    this.service = service;
    this.attempts = attempts;
    this.loops = loops;
    this.time = time;
  }

  @Override
  public Uni<Outcome> check() {
    return Uni.createFrom()
        .deferred(this::ask)
        .onFailure()
        .recoverWithItem(error -> NetworkFailures.of(error, peer.address().toString()));
  }

  private Uni<Outcome> ask() {
    TimeLimit limit = TimeLimit.startingNow(time, peer.check().timeout());
    return kept.live()
        .map(connection -> askOver(connection, limit))
        .orElseGet(() -> askAfresh(limit));
  }

  private Uni<Outcome> askOver(GrpcConnection connection, TimeLimit limit) {
    return connection
        .ask(service, limit)
        .onItem()
        .invoke(reply -> kept.settle(connection, reply))
        .onItem()
        .transformToUni(reply -> verdictOrAskAfresh(connection, reply, limit));
  }

  private Uni<Outcome> verdictOrAskAfresh(GrpcConnection connection, Reply reply, TimeLimit limit) {
    boolean again = reply.wasLost() && !kept.isClosed() && !limit.left().isZero();
    return again
        ? askAfresh(limit)
        : Uni.createFrom().item(Verdicts.of(reply, service, connection.place(), limit));
  }

  private Uni<Outcome> askAfresh(TimeLimit limit) {
    return attempts.at(peer.address(), limit, target -> askAt(target, limit));
  }

  private Uni<Outcome> askAt(Target target, TimeLimit limit) {
    GrpcConnection connection = GrpcConnection.open(peer.address(), target, loops, time);
    return connection
        .ask(service, limit)
        .onItem()
        .invoke(reply -> kept.settle(connection, reply))
        .onFailure()
        .invoke(connection::drop)
        .onCancellation()
        .invoke(connection::drop)
        .onItem()
        .transform(reply -> Verdicts.of(reply, service, target.shown(), limit));
  }

  @Override
  public void close() {
    kept.close();
  }
}
