package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.LogSilencer;
import dev.rollcall.peer.Address;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.DiscoveryGrpc.DiscoveryBlockingStub;
import dev.rollcall.v1.DiscoveryGrpc.DiscoveryStub;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
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

/** One Rollcall to ask. It connects when it is asked the first time, and again when it has to. */
public final class ServerConnection implements AutoCloseable {

  /** A Rollcall answers from memory; one that takes this long does not answer. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  /** A watch of 65,536 peers begins with one message of all of them. */
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
   * @param tls whether TLS is spoken
   * @throws dev.rollcall.cli.terminal.CommandFailedException if a file cannot be used
   */
  static ServerConnection to(Address address, boolean tls, ServerSecurity security) {
    LogSilencer.silence();
    // One thread, that ends with the program.
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
      security.serverName().ifPresent(builder::overrideAuthority);
    } else {
      builder.usePlaintext();
    }
    return new ServerConnection(
        new ServerDescription(address, tls, security.token().isPresent()),
        loop,
        builder.build(),
        MetadataUtils.newAttachHeadersInterceptor(security.metadata()));
  }

  /** Who is asked, for messages. */
  public ServerDescription server() {
    return server;
  }

  /**
   * Asks one question.
   *
   * @throws dev.rollcall.cli.terminal.CommandFailedException if there is no answer
   */
  public <T> T call(Function<DiscoveryBlockingStub, T> question) {
    try {
      return question.apply(blocking(CALL_TIMEOUT));
    } catch (StatusRuntimeException e) {
      throw server.failure(e, CALL_TIMEOUT);
    }
  }

  /** For one call that takes at most this long. */
  DiscoveryBlockingStub blocking(Duration timeout) {
    return DiscoveryGrpc.newBlockingStub(channel)
        .withInterceptors(headers)
        .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** For calls without an end. */
  DiscoveryStub streaming() {
    return DiscoveryGrpc.newStub(channel).withInterceptors(headers);
  }

  /** Tries to connect at once where it waits for its next attempt. */
  void reconnectNow() {
    channel.resetConnectBackoff();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    // Nobody has to wait for it.
    Future<?> unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }
}
