package dev.rollcall.check.tcp;

import dev.rollcall.check.Attempts;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthChecks;
import dev.rollcall.check.PeerTls;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.Sockets;
import dev.rollcall.check.TlsContexts;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Time;
import io.netty.channel.EventLoopGroup;
import java.util.Optional;

/** Makes checks of the kind {@code tcp}. */
public final class TcpHealthChecks implements HealthChecks {

  private final Sockets sockets;
  private final Attempts attempts;
  private final TlsContexts contexts;
  private final Time time;

  /**
   * @param loops where the sockets live; a NIO group, which stays its owner's to close
   * @param resolver finds the peers' addresses
   * @param time measures the round trips and limits the lookups
   * @param contexts what TLS is spoken with
   */
  public TcpHealthChecks(EventLoopGroup loops, Resolver resolver, Time time, TlsContexts contexts) {
    this(new Sockets(loops), resolver, time, contexts);
  }

  /** The same with these sockets. */
  public TcpHealthChecks(Sockets sockets, Resolver resolver, Time time, TlsContexts contexts) {
    this.sockets = sockets;
    this.attempts = new Attempts(resolver, time);
    this.contexts = contexts;
    this.time = time;
  }

  @Override
  public HealthCheck open(Peer peer) {
    Optional<PeerTls> tls =
        peer.check().kind().tls().map(how -> new PeerTls(contexts, how, peer.address()));
    return new TcpHealthCheck(peer, attempts, new TcpConnector(sockets, tls, time), time);
  }
}
