package dev.rollcall.demo;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A gRPC server that can go away and come back at the same port. */
final class DemoServer {

  private final String id;
  private final EventLoopGroup loops;
  private final DemoHealth health = new DemoHealth();
  private @Nullable Server server;
  private int port;

  DemoServer(String id, EventLoopGroup loops) {
    this.id = id;
    this.loops = loops;
  }

  /** The port it has, or had last; 0 before the first start. */
  synchronized int port() {
    return port;
  }

  synchronized boolean isUp() {
    return server != null;
  }

  /**
   * Listens, and waits until it does: at any free port the first time, from then on at that one.
   *
   * @throws IOException if it cannot be had; it may be asked again
   */
  synchronized void start() throws IOException {
    if (server == null) {
      server = listen();
      port = server.getPort();
    }
  }

  /** Cuts the connections and closes the port, without a word. */
  synchronized void crash() {
    if (server != null) {
      server.shutdownNow();
      server = null;
    }
  }

  /** Takes no more calls, and tells the watchers that it ends. Does not wait. */
  synchronized void leave() {
    health.end();
    if (server != null) {
      server.shutdown();
    }
  }

  /** Waits until the farewells of {@link #leave()} are sent, so long at most, and is gone then. */
  synchronized void awaitEnd(Duration patience) {
    try {
      if (server != null) {
        server.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    crash();
  }

  private Server listen() throws IOException {
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .bossEventLoopGroup(loops)
        .workerEventLoopGroup(loops)
        .channelFactory(NioServerSocketChannel::new)
        .directExecutor()
        .addService(health)
        .build()
        .start();
  }

  @Override
  public String toString() {
    return id + " at 127.0.0.1:" + port();
  }
}
