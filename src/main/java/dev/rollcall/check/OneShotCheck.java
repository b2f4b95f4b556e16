package dev.rollcall.check;

import dev.rollcall.check.tls.PeerTlsHandshake;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.TimePoint;
import io.netty.channel.ChannelFuture;
import io.netty.handler.ssl.SslHandler;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/**
 * Checks a peer over a fresh connection each time: resolves its host, connects to one address after
 * another, and runs a probe over the first connection, all within one deadline. However a check
 * ends, cancelling included, its connection is closed.
 */
public final class OneShotCheck implements HealthCheck {

  private final Peer peer;
  private final CheckNetwork network;
  private final Optional<PeerTlsHandshake> tls;
  private final ConnectionProbe probe;
  private final AddressFallback addresses;

  /** Does no I/O yet. */
  public OneShotCheck(Peer peer, CheckNetwork network, ConnectionProbe probe) {
    this.peer = peer;
    this.network = network;
    this.tls = PeerTlsHandshake.with(peer, network.tls());
    this.probe = probe;
    this.addresses = network.newAddressFallback();
  }

  @Override
  public Uni<Outcome> check() {
    return Uni.createFrom()
        .deferred(this::tryAddresses)
        .onFailure()
        .recoverWithItem(error -> NetworkOutcomes.of(error, peer.address().toString()));
  }

  private Uni<Outcome> tryAddresses() {
    Deadline deadline = Deadline.startingNow(network.clock(), peer.check().timeout());
    return addresses.firstReachable(peer.address(), deadline, target -> attempt(target, deadline));
  }

  private Uni<Outcome> attempt(ConnectTarget target, Deadline deadline) {
    return Uni.createFrom().emitter(emitter -> new Attempt(target, deadline, emitter).connect());
  }

  @Override
  public void close() {
    // Nothing is kept between checks.
  }

  /** The check at one address. */
  private final class Attempt {

    private final ConnectTarget target;
    private final Deadline deadline;
    private final UniEmitter<? super Outcome> emitter;
    private final Optional<SslHandler> handler;
    private final TimePoint start;

    Attempt(ConnectTarget target, Deadline deadline, UniEmitter<? super Outcome> emitter) {
      this.target = target;
      this.deadline = deadline;
      this.emitter = emitter;
      this.handler = tls.map(PeerTlsHandshake::newHandler);
      this.start = network.clock().now();
    }

    void connect() {
      ChannelFuture connecting = network.sockets().connect(target);
      emitter.onTermination(() -> close(connecting));
      connecting.addListener(done -> connected(connecting));
    }

    private void connected(ChannelFuture done) {
      if (!done.isSuccess()) {
        emitter.complete(CheckSockets.failure(done.cause(), target, deadline));
        return;
      }
      PeerConnection connection =
          new PeerConnection(
              done.channel(), handler, target, deadline, start.until(network.clock().now()));
      try {
        probe.run(connection, emitter::complete);
      } catch (RuntimeException e) {
        emitter.fail(e);
      }
    }

    private void close(ChannelFuture connecting) {
      ChannelFuture unused = connecting.channel().close();
    }
  }
}
