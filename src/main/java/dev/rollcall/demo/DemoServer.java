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

/** A gRPC server that can crash and restart at the same port. */
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

  /** The port it listens at, or did last; 0 before the first start. */
  synchronized int port() {
    return port;
  }

  synchronized boolean isUp() {
    return server != null;
  }

  /**
   * Starts and waits until it listens: at any free port the first time, from then on at that one.
   *
   * @throws IOException if the port cannot be bound; the call may be repeated
   */
  synchronized void start() throws IOException {
    if (server == null) {
      server = listen();
      port = server.getPort();
    }
  }

  /** Closes the port and all connections abruptly. */
  synchronized void crash() {
    if (server != null) {
      server.shutdownNow();
      server = null;
    }
  }

  /** Accepts no more calls, and ends the streams of watchers. Does not wait. */
  synchronized void shutdown() {
    health.end();
    if (server != null) {
      server.shutdown();
    }
  }

  /** Waits for {@link #shutdown()} to complete, this long at most, and then closes everything. */
  synchronized void awaitShutdown(Duration timeout) {
    try {
      if (server != null) {
        server.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
