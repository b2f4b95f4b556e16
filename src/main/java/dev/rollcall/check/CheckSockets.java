package dev.rollcall.check;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Where the sockets of checks come from. */
public final class CheckSockets {

  private final EventLoopGroup loops;
  private final ChannelFactory<SocketChannel> channels;

  /**
   * @param loops where the sockets live; a NIO group, which stays its owner's to close
   */
  public CheckSockets(EventLoopGroup loops) {
    this(loops, NioSocketChannel::new);
  }

  /**
   * The same with sockets that somebody looks on at.
   *
   * @param channels makes each NIO channel, which is not registered yet
   */
  public CheckSockets(EventLoopGroup loops, ChannelFactory<SocketChannel> channels) {
    this.loops = loops;
    this.channels = channels;
  }

  /** Where they live. */
  public EventLoopGroup loops() {
    return loops;
  }

  /** Makes them. */
  public ChannelFactory<SocketChannel> channels() {
    return channels;
  }

  /** Connects. Nothing is read until somebody sets the channel to read by itself. */
  public ChannelFuture connect(ConnectTarget target) {
    return new Bootstrap()
        .group(loops)
        .channelFactory(channels)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, target.connectTimeoutMillis())
        .option(ChannelOption.AUTO_READ, false)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(target.socket());
  }

  /** Why connecting failed. */
  public static Outcome failure(Throwable cause, ConnectTarget target, Deadline limit) {
    Outcome outcome = NetworkOutcomes.of(cause, target.shown());
    return outcome instanceof Outcome.Failure failure && failure.reason() == Reason.TIMEOUT
        ? new Outcome.Failure(
            Reason.TIMEOUT, "no connection to %s within %s".formatted(target.shown(), limit))
        : outcome;
  }
}
