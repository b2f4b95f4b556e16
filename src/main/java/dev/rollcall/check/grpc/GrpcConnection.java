package dev.rollcall.check.grpc;

import dev.rollcall.check.Target;
import dev.rollcall.check.TimeLimit;
import dev.rollcall.peer.Address;
import dev.rollcall.time.Time;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC channel that serves for one connection, so that grpc-java's own reconnecting, with its
 * backoff and its memory of old errors, never has a say. It connects when the first question is
 * asked.
 */
final class GrpcConnection {

  // Health answers have a few bytes; whoever sends more is no health service.
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;
  private static final int MAX_METADATA_BYTES = 8 * 1024;

  private final ManagedChannel channel;
  private final String place;
  private final Time time;

  private GrpcConnection(ManagedChannel channel, String place, Time time) {
    this.channel = channel;
    this.place = place;
    this.time = time;
  }

  /** Plain text. The target is an address, so there is no lookup, service config or proxy. */
  static GrpcConnection open(Address asked, Target target, EventLoopGroup loops, Time time) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(target.socket())
            .overrideAuthority(authority(asked))
            .usePlaintext()
            .eventLoopGroup(loops)
            .channelFactory(NioSocketChannel::new)
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, target.connectTimeoutMillis())
            .directExecutor()
            .disableRetry()
            .idleTimeout(Long.MAX_VALUE, TimeUnit.DAYS)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .userAgent("rollcall")
            .build();
    return new GrpcConnection(channel, target.shown(), time);
  }

  // The zone of an IPv6 address means something on this machine only (RFC 6874).
  static String authority(Address asked) {
    int zone = asked.host().indexOf('%');
    return zone < 0
        ? asked.toString()
        : new Address(asked.host().substring(0, zone), asked.port()).toString();
  }

  /** Whether it is connected, as far as is known. */
  boolean isLive() {
    return channel.getState(false) == ConnectivityState.READY;
  }

  /** What the other side is called in a message for people. */
  String place() {
    return place;
  }

  /** Asks once, when subscribed to; cancelling cancels the call. Never fails. */
  Uni<Reply> ask(String service, TimeLimit limit) {
    return Uni.createFrom()
        .emitter(emitter -> new Question(emitter, time).put(channel, service, limit.left()));
  }

  /** Ends the connection and the calls over it. */
  void drop() {
    channel.shutdownNow();
  }
}
