package dev.rollcall.testing;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Two event loops in the place of those that Vert.x has. */
public final class Loops implements AutoCloseable {

  private final NioEventLoopGroup group =
      new NioEventLoopGroup(2, new DefaultThreadFactory("test-loop", true));

  /** The loops. */
  public EventLoopGroup group() {
    return group;
  }

  /** How many sockets are registered with them. */
  public int sockets() {
    return StreamSupport.stream(group.spliterator(), false).mapToInt(Loops::sockets).sum();
  }

  // Only the loop itself can count exactly.
  private static int sockets(EventExecutor executor) {
    SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
    return loop.submit(() -> count(loop.registeredChannelsIterator()))
        .syncUninterruptibly()
        .getNow();
  }

  private static int count(Iterator<?> all) {
    int count = 0;
    while (all.hasNext()) {
      all.next();
      count++;
    }
    return count;
  }

  @Override
  public void close() {
    Future<?> unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
