package dev.rollcall.check.grpc;

import dev.rollcall.check.AddressFallback;
import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.ConnectTarget;
import dev.rollcall.check.Deadline;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Hint;
import dev.rollcall.check.NetworkOutcomes;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.peer.Peer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Checks a peer with a unary call over the cached connection, or over a fresh one if there is none.
 * The failure of a cached connection says little about the peer, which may have been restarted
 * since: the call is then repeated over a fresh one, before the same deadline.
 */
final class UnaryHealthCheck implements HealthCheck {

  /** Until the peer has noticed that a stream was cancelled. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Peer peer;
  private final HealthCall<?, ?> probe;
  private final CheckNetwork network;
  private final AddressFallback addresses;
  private final GrpcConnectionFactory dialer;
  private final CachedConnection cached;
  private final List<ConnectionObserver> observers;

  UnaryHealthCheck(
      Peer peer,
      HealthCall<?, ?> probe,
      CheckNetwork network,
      GrpcConnectionFactory dialer,
      CachedConnection cached,
      List<ConnectionObserver> observers) {
    this.peer = peer;
    this.probe = probe;
    this.network = network;
    this.addresses = network.newAddressFallback();
    this.dialer = dialer;
    this.cached = cached;
    this.observers = observers;
  }

  @Override
  public Uni<Outcome> check() {
    return Uni.createFrom()
        .deferred(this::call)
        .onFailure()
        .recoverWithItem(error -> NetworkOutcomes.of(error, peer.address().toString()));
  }

  @Override
  public Multi<Hint> hints() {
    return cached.hints().asMulti();
  }

  private Uni<Outcome> call() {
    Optional<TlsContext> tls = dialer.currentTls();
    Deadline deadline = Deadline.startingNow(network.clock(), peer.check().timeout());
    return cached
        .usable(tls)
        .map(connection -> callOver(connection, tls, deadline))
        .orElseGet(() -> callAfresh(tls, deadline));
  }

  private Uni<Outcome> callOver(
      GrpcConnection connection, Optional<TlsContext> tls, Deadline deadline) {
    observers.forEach(observer -> observer.calling(connection));
    return connection
        .call(probe, deadline)
        .onItem()
        .invoke(result -> cached.cacheOrDrop(connection, result))
        .onCancellation()
        .invoke(() -> cached.abandon(connection))
        .onItem()
        .transformToUni(result -> outcomeOrRetry(connection, result, tls, deadline));
  }

  private Uni<Outcome> outcomeOrRetry(
      GrpcConnection connection, CallResult result, Optional<TlsContext> tls, Deadline deadline) {
    boolean mayRetry = !cached.isClosed() && !deadline.remaining().isZero();
    if (mayRetry && result.wasLost()) {
      return callAfresh(tls, deadline);
    }
    return mayRetry && observers.stream().anyMatch(observer -> observer.mayHaveCaused(result))
        ? callAgain(connection, tls, deadline)
        : Uni.createFrom().item(outcome(connection, result, deadline));
  }

  private Uni<Outcome> callAgain(
      GrpcConnection connection, Optional<TlsContext> tls, Deadline deadline) {
    return Uni.createFrom()
        .item(connection)
        .onItem()
        .delayIt()
        .onExecutor(network.clock().timers())
        .by(PAUSE)
        .onItem()
        .transformToUni(same -> callOver(same, tls, deadline));
  }

  private Uni<Outcome> callAfresh(Optional<TlsContext> tls, Deadline deadline) {
    return addresses.firstReachable(
        peer.address(), deadline, target -> callAt(target, tls, deadline));
  }

  private Uni<Outcome> callAt(ConnectTarget target, Optional<TlsContext> tls, Deadline deadline) {
    GrpcConnection connection = dialer.open(target, tls);
    return connection
        .call(probe, deadline)
        .onItem()
        .invoke(result -> cached.cacheOrDrop(connection, result))
        .onFailure()
        .invoke(connection::drop)
        .onCancellation()
        .invoke(connection::drop)
        .onItem()
        .transform(result -> outcome(connection, result, deadline));
  }

  private Outcome outcome(GrpcConnection connection, CallResult result, Deadline deadline) {
    Outcome outcome = GrpcOutcomes.of(result, probe, connection.label(), deadline);
    if (result.isFromPeer()) {
      observers.forEach(observer -> observer.answered(connection, outcome));
    }
    return outcome;
  }

  @Override
  public void close() {
    cached.hints().close();
    observers.forEach(ConnectionObserver::close);
    cached.close();
  }
}
