package dev.rollcall.check.grpc;

import dev.rollcall.check.ConnectTarget;
import dev.rollcall.check.PeerTlsHandshake;
import dev.rollcall.check.TlsContext;
import dev.rollcall.check.TlsUnavailableException;
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

/** Makes connections to one peer, as its entry wants them. */
final class Dialer {

  // Health answers have a few bytes; whoever sends more is no health service.
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;
  private static final int MAX_METADATA_BYTES = 8 * 1024;

  /**
   * What the peer may send unread. That it is given keeps grpc-java from measuring for a better
   * one, for which it would send pings.
   */
  private static final int WINDOW_BYTES = 64 * 1024;

  private final GrpcNetwork network;
  private final Address address;
  private final Optional<PeerTlsHandshake> tls;
  private final Map<String, String> metadata;

  /**
   * @param metadata goes with each call
   */
  Dialer(GrpcNetwork network, Peer peer, Map<String, String> metadata) {
    this.network = network;
    this.address = peer.address();
    this.tls =
        peer.check()
            .kind()
            .tls()
            .map(wanted -> new PeerTlsHandshake(network.tls(), wanted, peer.address()));
    this.metadata = metadata;
  }

  /**
   * What a connection would be made with now; absent: plain text.
   *
   * @throws TlsUnavailableException if the settings have no usable configuration of this name
   */
  Optional<TlsContext> tlsNow() {
    return tls.map(PeerTlsHandshake::now);
  }

  /** The target is an address, so there is no lookup, service config or proxy. No I/O yet. */
  GrpcConnection open(ConnectTarget target, Optional<TlsContext> context) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(target.socket())
            .overrideAuthority(authority(address, tls.map(PeerTlsHandshake::serverName)))
            .eventLoopGroup(network.sockets().loops())
            .channelFactory(network.sockets().channels())
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, target.connectTimeoutMillis())
            .directExecutor()
            .disableRetry()
            .idleTimeout(Long.MAX_VALUE, TimeUnit.DAYS)
            .flowControlWindow(WINDOW_BYTES)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .userAgent("rollcall");
    network.keepAlive().applyTo(builder);
    if (context.isPresent()) {
      builder.useTransportSecurity().sslContext(naming(context.get()));
    } else {
      builder.usePlaintext();
    }
    if (!metadata.isEmpty()) {
      builder.intercept(MetadataUtils.newAttachHeadersInterceptor(headers(metadata)));
    }
    return new GrpcConnection(
        builder.build(),
        target.socket().getAddress(),
        EndpointLabel.of(target.shown(), context),
        context,
        network.time());
  }

  private SslContext naming(TlsContext context) {
    return new DelegatingSslContext(context.http2()) {
      @Override
      protected void initEngine(SSLEngine engine) {
        tls.ifPresent(peer -> peer.tellName(engine));
      }
    };
  }

  // The zone of an IPv6 address means something on this machine only (RFC 6874).
  static String authority(Address asked, Optional<String> serverName) {
    String host = serverName.orElse(asked.host());
    int zone = host.indexOf('%');
    return new Address(zone < 0 ? host : host.substring(0, zone), asked.port()).toString();
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
