package dev.rollcall.check;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Opens the sockets of checks. */
public final class CheckSockets {

  private final EventLoopGroup loops;
  private final ChannelFactory<SocketChannel> channels;

  /**
   * @param loops where the sockets live; a NIO group, which its owner closes
   */
  public CheckSockets(EventLoopGroup loops) {
    this(loops, NioSocketChannel::new);
  }

  /**
   * The same with sockets of the caller's own making, such as those that record timings.
   *
   * @param channels makes each NIO channel, which is not registered yet
   */
  public CheckSockets(EventLoopGroup loops, ChannelFactory<SocketChannel> channels) {
    this.loops = loops;
    this.channels = channels;
  }

  /** Where the sockets live. */
  public EventLoopGroup loops() {
    return loops;
  }

  /**
   * Makes a socket, which is not registered yet. Netty must not be left to make it: in a native
   * image, Quarkus 3.37 replaces {@code AbstractBootstrap.initAndRegister} by one that prints the
   * stack trace of a factory's exception and goes on without a channel.
   *
   * @throws io.netty.channel.ChannelException if this machine has no socket to give
   */
  public SocketChannel open() {
    return channels.newChannel();
  }

  /**
   * Connects. The channel reads nothing until it is set to read automatically.
   *
   * @throws io.netty.channel.ChannelException if this machine has no socket to give
   */
  public ChannelFuture connect(ConnectTarget target) {
    SocketChannel socket = open();
    return new Bootstrap()
        .group(loops)
        .channelFactory(() -> socket)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, target.connectTimeoutMillis())
        .option(ChannelOption.AUTO_READ, false)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(target.socket());
  }

  /** The outcome of a check whose connection could not be established. */
  public static Outcome failure(Throwable cause, ConnectTarget target, Deadline deadline) {
    if (NetworkOutcomes.isReset(cause)) {
      // A listener that closes resets the connections that wait in its backlog.
      return new Outcome.Failure(
          Reason.REFUSED, "%s reset the connection while connecting".formatted(target.label()));
    }
    Outcome outcome = NetworkOutcomes.of(cause, target.label());
    return outcome instanceof Outcome.Failure failure && failure.reason() == Reason.TIMEOUT
        ? new Outcome.Failure(
            Reason.TIMEOUT, "no connection to %s within %s".formatted(target.label(), deadline))
        : outcome;
  }
}
