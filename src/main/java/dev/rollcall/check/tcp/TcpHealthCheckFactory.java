package dev.rollcall.check.tcp;

import dev.rollcall.check.AddressFallback;
import dev.rollcall.check.CheckSockets;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.PeerTlsHandshake;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.TlsContexts;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Clock;
import io.netty.channel.EventLoopGroup;
import java.util.Optional;

/** Makes checks of the kind {@code tcp}. */
public final class TcpHealthCheckFactory implements HealthCheckFactory {

  private final CheckSockets sockets;
  private final AddressFallback attempts;
  private final TlsContexts contexts;
  private final Clock time;

  /**
   * @param loops where the sockets live; a NIO group, which stays its owner's to close
   * @param resolver finds the peers' addresses
   * @param time measures the round trips and limits the lookups
   * @param contexts what TLS is spoken with
   */
  public TcpHealthCheckFactory(
      EventLoopGroup loops, Resolver resolver, Clock time, TlsContexts contexts) {
    this(new CheckSockets(loops), resolver, time, contexts);
  }

  /** The same with these sockets. */
  public TcpHealthCheckFactory(
      CheckSockets sockets, Resolver resolver, Clock time, TlsContexts contexts) {
    this.sockets = sockets;
    this.attempts = new AddressFallback(resolver, time);
    this.contexts = contexts;
    this.time = time;
  }

  @Override
  public HealthCheck open(Peer peer) {
    Optional<PeerTlsHandshake> tls =
        peer.check().kind().tls().map(how -> new PeerTlsHandshake(contexts, how, peer.address()));
    return new TcpHealthCheck(peer, attempts, new TcpConnector(sockets, tls, time), time);
  }
}
