package dev.rollcall.check.grpc;

import dev.rollcall.check.Attempts;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthChecks;
import dev.rollcall.check.Resolver;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Time;
import io.netty.channel.EventLoopGroup;

/** Makes checks of the kind {@code grpc}. */
public final class GrpcHealthChecks implements HealthChecks {

  private final EventLoopGroup loops;
  private final Attempts attempts;
  private final Time time;

  /**
   * @param loops where the sockets and the deadlines live; a NIO group, which stays its owner's to
   *     close
   * @param resolver finds the peers' addresses
   * @param time measures the round trips and limits the lookups
   */
  public GrpcHealthChecks(EventLoopGroup loops, Resolver resolver, Time time) {
    this.loops = loops;
    this.attempts = new Attempts(resolver, time);
    this.time = time;
  }

  /**
   * @throws IllegalArgumentException if the peer wants another kind of check
   */
  @Override
  public HealthCheck open(Peer peer) {
    if (peer.check().kind() instanceof CheckKind.Grpc kind) {
      return new GrpcHealthCheck(peer, kind.service(), attempts, loops, time);
    }
    throw new IllegalArgumentException(
        "peer '%s' wants a check of another kind: %s".formatted(peer.id(), peer.check().kind()));
  }
}
