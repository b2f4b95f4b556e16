package dev.rollcall.testing.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Owns two event loops, which stand in for those of Vert.x. */
public final class TestEventLoops implements AutoCloseable {

  private final NioEventLoopGroup group =
      new NioEventLoopGroup(2, new DefaultThreadFactory("test-loop", true));

  /** The loops. */
  public EventLoopGroup group() {
    return group;
  }

  /** Each of them. */
  public List<EventExecutor> all() {
    return StreamSupport.stream(group.spliterator(), false).toList();
  }

  /** The number of sockets registered with them. */
  public int sockets() {
    return StreamSupport.stream(group.spliterator(), false).mapToInt(TestEventLoops::sockets).sum();
  }

  /** The values that an option has on the sockets registered with them. */
  public <T> List<T> options(ChannelOption<T> option) {
    return StreamSupport.stream(group.spliterator(), false)
        .flatMap(executor -> options(executor, option).stream())
        .toList();
  }

  private static <T> List<T> options(EventExecutor executor, ChannelOption<T> option) {
    SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
    return loop.submit(() -> options(loop.registeredChannelsIterator(), option))
        .syncUninterruptibly()
        .getNow();
  }

  private static <T> List<T> options(Iterator<Channel> all, ChannelOption<T> option) {
    List<T> values = new ArrayList<>();
    all.forEachRemaining(channel -> values.add(channel.config().getOption(option)));
    return values;
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
