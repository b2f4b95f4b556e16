package dev.rollcall.check.tcp;

import dev.rollcall.check.NetworkFailures;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.Target;
import dev.rollcall.check.TimeLimit;
import dev.rollcall.time.Moment;
import dev.rollcall.time.Time;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** One connection to one address. However it ends, cancelling included, the socket is closed. */
final class TcpConnector {

  private final EventLoopGroup loops;
  private final Time time;

  TcpConnector(EventLoopGroup loops, Time time) {
    this.loops = loops;
    this.time = time;
  }

  /** The round trip is the TCP handshake. */
  Uni<Outcome> connect(Target target, TimeLimit limit) {
    return Uni.createFrom().emitter(emitter -> connect(target, limit, emitter));
  }

  private void connect(Target target, TimeLimit limit, UniEmitter<? super Outcome> emitter) {
    Moment start = time.now();
    ChannelFuture connecting = bootstrap(target).connect(target.socket());
    connecting.addListener(done -> emitter.complete(outcome(connecting, start, target, limit)));
    emitter.onTermination(() -> hangUp(connecting.channel()));
  }

  private static void hangUp(Channel channel) {
    ChannelFuture unused = channel.close();
  }

  private Bootstrap bootstrap(Target target) {
    return new Bootstrap()
        .group(loops)
        .channelFactory(NioSocketChannel::new)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, target.connectTimeoutMillis())
        // What the peer says does not matter, and nobody is there to read it.
        .option(ChannelOption.AUTO_READ, false)
        .handler(new ChannelInboundHandlerAdapter());
  }

  private Outcome outcome(ChannelFuture done, Moment start, Target target, TimeLimit limit) {
    if (done.isSuccess()) {
      return new Outcome.Success(start.until(time.now()));
    }
    Outcome outcome = NetworkFailures.of(done.cause(), target.shown());
    return outcome instanceof Outcome.Failure failure && failure.reason() == Reason.TIMEOUT
        ? new Outcome.Failure(
            Reason.TIMEOUT, "no connection to %s within %s".formatted(target.shown(), limit))
        : outcome;
  }
}
