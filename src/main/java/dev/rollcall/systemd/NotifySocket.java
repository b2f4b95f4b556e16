package dev.rollcall.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.text.PrintableText;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Sends messages to the manager's socket: one datagram for each. The JDK has no such sockets,
 * Netty's native transport has. As sd_notify does, it opens one for each message, so a manager that
 * was restarted is found again; one message waits for the other, so they come in order.
 */
final class NotifySocket implements Consumer<String>, AutoCloseable {

  /** One that takes nothing for so long has other troubles than what comes after. */
  private static final int MAX_QUEUED = 1_000;

  private final String name;
  private final EventLoopGroup loop;
  private final Bootstrap sockets;
  private final Logger log;
  // These are of the loop's one thread.
  private final Queue<String> queue = new ArrayDeque<>();
  private boolean isSending;
  private boolean isFailing;
  private boolean isEnding;

  /** Nothing ever comes back. */
  @Sharable
  private static final class NoHandler extends ChannelInboundHandlerAdapter {}

  private NotifySocket(String name, EventLoopGroup loop, Logger log) {
    this.name = name;
    this.loop = loop;
    this.log = log;
    this.sockets =
        new Bootstrap()
            .group(loop)
            .channelFactory(EpollDomainDatagramChannel::new)
            .handler(new NoHandler())
            .remoteAddress(address(name));
  }

  /**
   * Loads the native transport. If that fails, it is logged, and nothing is sent.
   *
   * @param name a path, or {@code @name}
   */
  static Optional<NotifySocket> open(String name, Logger log) {
    if (!Epoll.isAvailable()) {
      log.warnf(
          "cannot notify the service manager at %s (NOTIFY_SOCKET): Netty's native transport cannot"
              + " be loaded (%s); set Type=exec and no WatchdogSec= in the unit, so that it does"
              + " not wait for notifications",
          PrintableText.printable(name), Epoll.unavailabilityCause());
      return Optional.empty();
    }
    EventLoopGroup loop = new EpollEventLoopGroup(1, new DefaultThreadFactory("systemd", true));
    return Optional.of(new NotifySocket(name, loop, log));
  }

  private static DomainSocketAddress address(String name) {
    // An abstract name begins with a zero byte, which is written as an @.
    return new DomainSocketAddress(name.startsWith("@") ? "\0" + name.substring(1) : name);
  }

  @Override
  public void accept(String message) {
    loop.execute(() -> enqueue(message));
  }

  private void enqueue(String message) {
    if (queue.size() < MAX_QUEUED) {
      queue.add(message);
    }
    if (!isSending) {
      sendNext();
    }
  }

  private void sendNext() {
    isSending = !queue.isEmpty();
    if (isSending) {
      String message = queue.remove();
      sockets.connect().addListener((ChannelFuture connected) -> send(connected, message));
    } else if (isEnding) {
      var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private void send(ChannelFuture connected, String message) {
    if (connected.isSuccess()) {
      connected
          .channel()
          .writeAndFlush(Unpooled.copiedBuffer(message, UTF_8))
          .addListener(ChannelFutureListener.CLOSE)
          .addListener((ChannelFuture sent) -> done(Optional.ofNullable(sent.cause())));
    } else {
      done(Optional.ofNullable(connected.cause()));
    }
  }

  private void done(Optional<Throwable> failure) {
    boolean isTransition = isFailing != failure.isPresent();
    isFailing = failure.isPresent();
    if (isTransition && failure.isPresent()) {
      log.warnf(
          "cannot notify the service manager at %s (NOTIFY_SOCKET): %s",
          PrintableText.printable(name), failure.get().getMessage());
    } else if (isTransition) {
      log.infof("notifying the service manager at %s works again", PrintableText.printable(name));
    }
    // Not from here: that would be one call deeper for each message.
    loop.execute(this::sendNext);
  }

  /** What was given before is still sent, if the manager takes it. Does not wait. */
  @Override
  public void close() {
    loop.execute(this::end);
  }

  private void end() {
    isEnding = true;
    if (!isSending) {
      sendNext();
    }
  }
}
