package dev.rollcall.check;

import dev.rollcall.check.tls.TlsContexts;
import dev.rollcall.time.Clock;
import io.netty.channel.EventLoopGroup;

/** The network resources that all checks share: sockets, name lookups, clock and TLS. */
public final class CheckNetwork {

  private final CheckSockets sockets;
  private final Resolver resolver;
  private final Clock clock;
  private final TlsContexts tls;

  /**
   * @param sockets opens the connections
   * @param resolver finds the peers' addresses
   * @param clock measures the round trips, limits the lookups and paces the hints
   * @param tls for the peers that are checked over TLS
   */
  public CheckNetwork(CheckSockets sockets, Resolver resolver, Clock clock, TlsContexts tls) {
    this.sockets = sockets;
    this.resolver = resolver;
    this.clock = clock;
    this.tls = tls;
  }

  /**
   * The same with ordinary sockets.
   *
   * @param loops where the sockets and the deadlines live; a NIO group, which its owner closes
   */
  public static CheckNetwork on(
      EventLoopGroup loops, Resolver resolver, Clock clock, TlsContexts tls) {
    return new CheckNetwork(new CheckSockets(loops), resolver, clock, tls);
  }

  /** Opens the connections. */
  public CheckSockets sockets() {
    return sockets;
  }

  /** Finds the peers' addresses. */
  public Resolver resolver() {
    return resolver;
  }

  /** Measures the round trips, limits the lookups and paces the hints. */
  public Clock clock() {
    return clock;
  }

  /** For the peers that are checked over TLS. */
  public TlsContexts tls() {
    return tls;
  }

  /** To try the addresses of one peer; remembers them between its checks. */
  public AddressFallback newAddressFallback() {
    return new AddressFallback(resolver, clock);
  }
}
