package dev.rollcall.check.grpc;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.ConnectTarget;
import dev.rollcall.check.tls.PeerTlsHandshake;
import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.check.tls.TlsUnavailableException;
import dev.rollcall.peer.Address;
import dev.rollcall.peer.Peer;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;

/** Opens connections to one peer with the settings of its entry. */
final class GrpcConnectionFactory {

  // Health responses have a few bytes; whatever sends more is not a health service.
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;

  /** Of the response headers, and of the trailers. gRPC C-core permits 16 KB, Go 16 MB. */
  static final int MAX_HEADER_BYTES = 64 * 1024;

  /**
   * How much the peer may send unread. A fixed window keeps grpc-java from estimating a better one,
   * for which it would send pings.
   */
  private static final int WINDOW_BYTES = 64 * 1024;

  private final CheckNetwork network;
  private final KeepAlive keepAlive;
  private final Address address;
  private final Optional<PeerTlsHandshake> tls;
  private final Map<String, String> metadata;

  /**
   * @param metadata sent with each call
   */
  GrpcConnectionFactory(
      CheckNetwork network, KeepAlive keepAlive, Peer peer, Map<String, String> metadata) {
    this.network = network;
    this.keepAlive = keepAlive;
    this.address = peer.address();
    this.tls = PeerTlsHandshake.with(peer, network.tls());
    this.metadata = metadata;
  }

  /**
   * The TLS context of a connection opened now; absent: plain text.
   *
   * @throws TlsUnavailableException if the settings have no usable configuration of this name
   */
  Optional<TlsContext> currentTls() {
    return tls.map(PeerTlsHandshake::currentContext);
  }

  /**
   * Opens a connection. The target is an IP address, so grpc-java uses no lookup, service config or
   * proxy. No I/O yet.
   *
   * @throws io.netty.channel.ChannelException if this machine has no socket to give
   */
  GrpcConnection open(ConnectTarget target, Optional<TlsContext> context) {
    SingleSocket socket = new SingleSocket(network.sockets().open());
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(target.socket())
            .overrideAuthority(authority(address, tls.map(PeerTlsHandshake::serverName)))
            .eventLoopGroup(network.sockets().loops())
            .channelFactory(socket)
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, target.connectTimeoutMillis())
            .directExecutor()
            .disableRetry()
            .idleTimeout(Long.MAX_VALUE, TimeUnit.DAYS)
            .flowControlWindow(WINDOW_BYTES)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxInboundMetadataSize(MAX_HEADER_BYTES)
            .userAgent("rollcall");
    keepAlive.applyTo(builder);
    if (context.isPresent()) {
      builder.useTransportSecurity().sslContext(withServerName(context.get()));
    } else {
      builder.usePlaintext();
    }
    if (!metadata.isEmpty()) {
      builder.intercept(MetadataUtils.newAttachHeadersInterceptor(headers(metadata)));
    }
    return new GrpcConnection(
        builder.build(),
        socket,
        target.socket().getAddress(),
        EndpointLabel.of(target.label(), context),
        context,
        network.clock());
  }

  private SslContext withServerName(TlsContext context) {
    return new DelegatingSslContext(context.http2()) {
      @Override
      protected void initEngine(SSLEngine engine) {
        tls.ifPresent(peer -> peer.setServerName(engine));
      }
    };
  }

  // The zone of an IPv6 address has a meaning on this machine only (RFC 6874).
  static String authority(Address address, Optional<String> serverName) {
    String host = serverName.orElse(address.host());
    int zone = host.indexOf('%');
    return new Address(zone < 0 ? host : host.substring(0, zone), address.port()).toString();
  }

  private static Metadata headers(Map<String, String> metadata) {
    Metadata headers = new Metadata();
    metadata.forEach((key, value) -> put(headers, key, value));
    return headers;
  }

  private static void put(Metadata headers, String key, String value) {
    if (key.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      headers.put(
          Metadata.Key.of(key, Metadata.BINARY_BYTE_MARSHALLER),
          value.getBytes(StandardCharsets.UTF_8));
    } else {
      headers.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
    }
  }
}
