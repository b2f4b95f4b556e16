package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.LogSilencer;
import dev.rollcall.peer.Address;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.DiscoveryGrpc.DiscoveryBlockingStub;
import dev.rollcall.v1.DiscoveryGrpc.DiscoveryStub;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A gRPC connection to one Rollcall. It connects at the first call, and again when it breaks. */
public final class ServerConnection implements AutoCloseable {

  /** The deadline of a call that is not a stream; a Rollcall answers from memory. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  /** Enough for the first message of a watch of 65,536 peers, which contains all of them. */
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  private final ServerDescription server;
  private final NioEventLoopGroup loop;
  private final ManagedChannel channel;
  private final ClientInterceptor headers;

  private ServerConnection(
      ServerDescription server,
      NioEventLoopGroup loop,
      ManagedChannel channel,
      ClientInterceptor headers) {
    this.server = server;
    this.loop = loop;
    this.channel = channel;
    this.headers = headers;
  }

  /**
   * Creates a connection, which is not opened yet.
   *
   * @param tls whether TLS is used
   * @throws dev.rollcall.cli.terminal.CommandFailedException if a file cannot be used
   */
  static ServerConnection to(Address address, boolean tls, ServerSecurity security) {
    LogSilencer.silence();
    // First, since it may fail, and a channel would have to be closed then.
    Metadata headers = security.metadata();
    // A daemon thread, so that it does not keep the process alive.
    NioEventLoopGroup loop =
        new NioEventLoopGroup(1, new DefaultThreadFactory("rollcall-client", true));
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(address.host(), address.port())
            .eventLoopGroup(loop)
            .channelType(NioSocketChannel.class)
            .executor(Runnable::run)
            .offloadExecutor(loop)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES);
    if (tls) {
      builder.sslContext(security.context());
      security.tls().serverName().ifPresent(builder::overrideAuthority);
    } else {
      builder.usePlaintext();
    }
    return new ServerConnection(
        new ServerDescription(address, tls, security.token().isPresent()),
        loop,
        builder.build(),
        MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** The server, for messages. */
  public ServerDescription server() {
    return server;
  }

  /**
   * Makes one call, and waits for its response.
   *
   * @throws dev.rollcall.cli.terminal.CommandFailedException if the call fails
   */
  public <T> T call(Function<DiscoveryBlockingStub, T> request) {
    try {
      return request.apply(blocking(CALL_TIMEOUT));
    } catch (StatusRuntimeException e) {
      throw server.failure(e, CALL_TIMEOUT);
    }
  }

  /** A stub for one call with this deadline. */
  DiscoveryBlockingStub blocking(Duration timeout) {
    return DiscoveryGrpc.newBlockingStub(channel)
        .withInterceptors(headers)
        .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A stub for streaming calls, without a deadline. */
  DiscoveryStub streaming() {
    return DiscoveryGrpc.newStub(channel).withInterceptors(headers);
  }

  /** Skips the rest of the backoff before the next attempt to connect. */
  void reconnectNow() {
    channel.resetConnectBackoff();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    // No need to wait: its thread is a daemon.
    Future<?> unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }
}
