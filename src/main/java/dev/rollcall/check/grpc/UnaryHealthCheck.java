package dev.rollcall.check.grpc;

import dev.rollcall.check.AddressFallback;
import dev.rollcall.check.ConnectTarget;
import dev.rollcall.check.Deadline;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Hint;
import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.TlsContext;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * Asks over the connection that is kept, or over a fresh one if there is none. That a kept
 * connection fails says little about the peer, which may have been restarted since: it is then
 * asked again over a fresh one, within the same time.
 */
final class UnaryHealthCheck implements HealthCheck {

  private final Peer peer;
  private final Probe<?, ?> probe;
  private final AddressFallback attempts;
  private final Clock time;
  private final Dialer dialer;
  private final CachedConnection kept;
  private final List<ConnectionObserver> beside;

  UnaryHealthCheck(
      Peer peer,
      Probe<?, ?> probe,
      AddressFallback attempts,
      Clock time,
      Dialer dialer,
      CachedConnection kept,
      List<ConnectionObserver> beside) {
    this.peer = peer;
    this.probe = probe;
    this.attempts = attempts;
    this.time = time;
    this.dialer = dialer;
    this.kept = kept;
    this.beside = beside;
  }

  @Override
  public Uni<Outcome> check() {
    return Uni.createFrom()
        .deferred(this::ask)
        .onFailure()
        .recoverWithItem(error -> NetworkOutcomes.of(error, peer.address().toString()));
  }

  @Override
  public Multi<Hint> hints() {
    return kept.hints().all();
  }

  private Uni<Outcome> ask() {
    Optional<TlsContext> tls = dialer.tlsNow();
    Deadline limit = Deadline.startingNow(time, peer.check().timeout());
    return kept.usable(tls)
        .map(connection -> askOver(connection, tls, limit))
        .orElseGet(() -> askAfresh(tls, limit));
  }

  private Uni<Outcome> askOver(
      GrpcConnection connection, Optional<TlsContext> tls, Deadline limit) {
    return connection
        .ask(probe, limit)
        .onItem()
        .invoke(reply -> kept.settle(connection, reply))
        .onCancellation()
        .invoke(() -> kept.giveUp(connection))
        .onItem()
        .transformToUni(reply -> verdictOrAskAfresh(connection, reply, tls, limit));
  }

  private Uni<Outcome> verdictOrAskAfresh(
      GrpcConnection connection, CallResult reply, Optional<TlsContext> tls, Deadline limit) {
    boolean again = reply.wasLost() && !kept.isClosed() && !limit.left().isZero();
    return again ? askAfresh(tls, limit) : Uni.createFrom().item(verdict(connection, reply, limit));
  }

  private Uni<Outcome> askAfresh(Optional<TlsContext> tls, Deadline limit) {
    return attempts.at(peer.address(), limit, target -> askAt(target, tls, limit));
  }

  private Uni<Outcome> askAt(ConnectTarget target, Optional<TlsContext> tls, Deadline limit) {
    GrpcConnection connection = dialer.open(target, tls);
    return connection
        .ask(probe, limit)
        .onItem()
        .invoke(reply -> kept.settle(connection, reply))
        .onFailure()
        .invoke(connection::drop)
        .onCancellation()
        .invoke(connection::drop)
        .onItem()
        .transform(reply -> verdict(connection, reply, limit));
  }

  private Outcome verdict(GrpcConnection connection, CallResult reply, Deadline limit) {
    Outcome outcome = GrpcOutcomes.of(reply, probe, connection.place(), limit);
    if (reply.isFromPeer()) {
      beside.forEach(other -> other.answered(connection, outcome));
    }
    return outcome;
  }

  @Override
  public void close() {
    kept.hints().close();
    beside.forEach(ConnectionObserver::close);
    kept.close();
  }
}
