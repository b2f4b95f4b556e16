package dev.rollcall.check.http;

import dev.rollcall.check.Attempts;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthChecks;
import dev.rollcall.check.PeerTls;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.Sockets;
import dev.rollcall.check.TlsContexts;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Time;
import io.netty.channel.EventLoopGroup;
import java.util.Optional;

/** Makes checks of the kind {@code http}. */
public final class HttpHealthChecks implements HealthChecks {

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
  public HttpHealthChecks(
      EventLoopGroup loops, Resolver resolver, Time time, TlsContexts contexts) {
    this(new Sockets(loops), resolver, time, contexts);
  }

  /** The same with these sockets. */
  public HttpHealthChecks(Sockets sockets, Resolver resolver, Time time, TlsContexts contexts) {
    this.sockets = sockets;
    this.attempts = new Attempts(resolver, time);
    this.contexts = contexts;
    this.time = time;
  }

  /**
   * @throws IllegalArgumentException if the peer wants another kind of check
   */
  @Override
  public HealthCheck open(Peer peer) {
    if (peer.check().kind() instanceof CheckKind.Http kind) {
      Optional<PeerTls> tls = kind.tls().map(how -> new PeerTls(contexts, how, peer.address()));
      return new HttpHealthCheck(
          peer, kind, attempts, new HttpConnector(sockets, kind, peer.address(), tls, time), time);
    }
    throw new IllegalArgumentException(
        "peer '%s' wants a check of another kind: %s".formatted(peer.id(), peer.check().kind()));
  }
}
