package dev.rollcall.check.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalChannel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives a gRPC channel the one socket that it may use. The socket is made beforehand, so that a
 * shortage of sockets is found before Netty is involved, and this factory never throws.
 */
final class SingleSocket implements ChannelFactory<Channel> {

  private final Channel socket;
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * @param socket not registered yet
   */
  SingleSocket(Channel socket) {
    this.socket = socket;
  }

  /** The socket; at a second connection, which nobody wants, one that cannot be connected. */
  @Override
  public Channel newChannel() {
    return taken.compareAndSet(false, true) ? socket : new UnusableChannel();
  }

  /** Closes the socket if it was never used. */
  void discard() {
    if (taken.compareAndSet(false, true)) {
      socket.unsafe().closeForcibly();
    }
  }

  /**
   * How many calls the peer permits at a time on this connection, once it has sent its SETTINGS.
   */
  int maxConcurrentCalls() {
    Http2ConnectionHandler http2 = socket.pipeline().get(Http2ConnectionHandler.class);
    return http2 == null ? Integer.MAX_VALUE : http2.connection().local().maxActiveStreams();
  }

  /** Runs a task after what has arrived is read, or at once if there is no connection. */
  void afterReading(Runnable task) {
    if (socket.isRegistered() && !socket.eventLoop().isShuttingDown()) {
      socket.eventLoop().execute(task);
    } else {
      task.run();
    }
  }

  /**
   * Fails to register, without a log line. Any real channel would warn of options unknown to it.
   */
  private static final class UnusableChannel extends LocalChannel {

    private final ChannelConfig config =
        new DefaultChannelConfig(this) {
          @Override
          public <T> boolean setOption(ChannelOption<T> option, T value) {
            return true;
          }
        };

    @Override
    public ChannelConfig config() {
      return config;
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
      return false;
    }
  }
}
