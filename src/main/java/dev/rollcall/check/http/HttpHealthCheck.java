package dev.rollcall.check.http;

import dev.rollcall.check.Attempts;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.NetworkFailures;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Target;
import dev.rollcall.check.TimeLimit;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Time;
import io.smallrye.mutiny.Uni;

/** Asks over a fresh connection each time, and hangs up as soon as it is clear what to think. */
final class HttpHealthCheck implements HealthCheck {

  private final Peer peer;
  private final CheckKind.Http kind;
  private final Attempts attempts;
  private final HttpConnector connector;
  private final Time time;

  HttpHealthCheck(
      Peer peer, CheckKind.Http kind, Attempts attempts, HttpConnector connector, Time time) {
    this.peer = peer;
    this.kind = kind;
    this.attempts = attempts;
    this.connector = connector;
    this.time = time;
  }

  @Override
  public Uni<Outcome> check() {
    return Uni.createFrom()
        .deferred(this::askSomewhere)
        .onFailure()
        .recoverWithItem(error -> NetworkFailures.of(error, peer.address().toString()));
  }

  private Uni<Outcome> askSomewhere() {
    TimeLimit limit = TimeLimit.startingNow(time, peer.check().timeout());
    return attempts.at(peer.address(), limit, target -> askAt(target, limit));
  }

  private Uni<Outcome> askAt(Target target, TimeLimit limit) {
    return connector
        .ask(target, limit)
        .onItem()
        .transform(reply -> Verdicts.of(reply, kind, target.shown(), limit));
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
