package dev.rollcall.check.http;

import dev.rollcall.check.AddressFallback;
import dev.rollcall.check.ConnectTarget;
import dev.rollcall.check.Deadline;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Uni;

/** Asks over a fresh connection each time, and hangs up as soon as it is clear what to think. */
final class HttpHealthCheck implements HealthCheck {

  private final Peer peer;
  private final CheckKind.Http kind;
  private final AddressFallback attempts;
  private final HttpConnector connector;
  private final Clock time;

  HttpHealthCheck(
      Peer peer,
      CheckKind.Http kind,
      AddressFallback attempts,
      HttpConnector connector,
      Clock time) {
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
        .recoverWithItem(error -> NetworkOutcomes.of(error, peer.address().toString()));
  }

  private Uni<Outcome> askSomewhere() {
    Deadline limit = Deadline.startingNow(time, peer.check().timeout());
    return attempts.at(peer.address(), limit, target -> askAt(target, limit));
  }

  private Uni<Outcome> askAt(ConnectTarget target, Deadline limit) {
    return connector
        .ask(target, limit)
        .onItem()
        .transform(reply -> HttpOutcomes.of(reply, kind, target.shown(), limit));
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
