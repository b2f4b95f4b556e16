package dev.rollcall.check.grpc;

import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/**
 * TCP's own probes on an idle connection: a peer that lost its power or its network is noticed
 * after eight seconds. Pings of HTTP/2 would do the same, but many servers end the connection of a
 * client that sends more than one in five minutes.
 *
 * @param timing as far as the platform lets it be set
 */
record KeepAlive(Map<ChannelOption<Integer>, Integer> timing) {

  /**
   * What this machine can do.
   *
   * @throws UncheckedIOException if it cannot even make a socket
   */
  static KeepAlive ofThisMachine() {
    try (SocketChannel socket = SocketChannel.open()) {
      return of(socket.supportedOptions());
    } catch (IOException e) {
      throw new UncheckedIOException("no TCP socket can be made: " + e.getMessage(), e);
    }
  }

  static KeepAlive of(Set<SocketOption<?>> supported) {
    Map<ChannelOption<Integer>, Integer> timing = new LinkedHashMap<>();
    wanted()
        .forEach(
            (option, value) -> {
              if (supported.contains(option)) {
                timing.put(NioChannelOption.of(option), value);
              }
            });
    return new KeepAlive(timing);
  }

  // Not a constant: the options of a native image are made when it starts.
  private static Map<SocketOption<Integer>, Integer> wanted() {
    return Map.of(
        ExtendedSocketOptions.TCP_KEEPIDLE, 4,
        ExtendedSocketOptions.TCP_KEEPINTERVAL, 1,
        ExtendedSocketOptions.TCP_KEEPCOUNT, 4);
  }

  void applyTo(NettyChannelBuilder builder) {
    builder.withOption(ChannelOption.SO_KEEPALIVE, true);
    timing.forEach(builder::withOption);
  }
}
