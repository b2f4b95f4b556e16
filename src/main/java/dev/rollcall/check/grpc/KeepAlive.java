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
 * Configures TCP keep-alive: the loss of a peer that lost its power or its network is detected on
 * an idle connection after eight seconds. HTTP/2 pings would do the same, but many servers close
 * the connection of a client that sends more than one in five minutes.
 *
 * @param timing the options that the platform supports
 */
record KeepAlive(Map<ChannelOption<Integer>, Integer> timing) {

  /**
   * With the options that this machine supports.
   *
   * @throws UncheckedIOException if no socket can be opened
   */
  static KeepAlive ofThisMachine() {
    try (SocketChannel socket = SocketChannel.open()) {
      return of(socket.supportedOptions());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a TCP socket: " + e.getMessage(), e);
    }
  }

  static KeepAlive of(Set<SocketOption<?>> supported) {
    Map<ChannelOption<Integer>, Integer> timing = new LinkedHashMap<>();
    options()
        .forEach(
            (option, value) -> {
              if (supported.contains(option)) {
                timing.put(NioChannelOption.of(option), value);
              }
            });
    return new KeepAlive(timing);
  }

  // Not a constant: in a native image the options must be made at run time.
  private static Map<SocketOption<Integer>, Integer> options() {
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
