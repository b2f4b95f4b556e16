package dev.rollcall.check.tcp;

import dev.rollcall.check.Attempts;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthChecks;
import dev.rollcall.check.Resolver;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Time;
import io.netty.channel.EventLoopGroup;

/** Makes checks of the kind {@code tcp}. */
public final class TcpHealthChecks implements HealthChecks {

  private final EventLoopGroup loops;
  private final Attempts attempts;
  private final Time time;

  /**
   * @param loops where the sockets live; a NIO group, which stays its owner's to close
   * @param resolver finds the peers' addresses
   * @param time measures the round trips and limits the lookups
   */
  public TcpHealthChecks(EventLoopGroup loops, Resolver resolver, Time time) {
    this.loops = loops;
    this.attempts = new Attempts(resolver, time);
    this.time = time;
  }

  @Override
  public HealthCheck open(Peer peer) {
    return new TcpHealthCheck(peer, attempts, new TcpConnector(loops, time), time);
  }
}
