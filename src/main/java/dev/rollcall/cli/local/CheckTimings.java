package dev.rollcall.cli.local;

import dev.rollcall.check.Resolver;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the name lookup and the connections of one check. Thread-safe: lookups and sockets
 * report on threads of their own.
 */
final class CheckTimings {

  private final Clock clock;
  private final List<ConnectionTimings> connections = new ArrayList<>();
  private Optional<Lookup> lookup = Optional.empty();

  CheckTimings(Clock clock) {
    this.clock = clock;
  }

  /**
   * A finished name lookup.
   *
   * @param addresses empty if the name has none
   */
  record Lookup(Duration duration, List<InetAddress> addresses) {}

  /** A resolver that measures the given one. */
  Resolver measuring(Resolver resolver) {
    return host -> measured(resolver.resolve(host));
  }

  // Called when a connection is attempted, which is when the lookup begins.
  private Uni<List<InetAddress>> measured(Uni<List<InetAddress>> lookup) {
    TimePoint start = clock.now();
    return lookup
        .onItem()
        .invoke(addresses -> recordLookup(new Lookup(start.until(clock.now()), addresses)))
        .onFailure()
        .invoke(() -> recordLookup(new Lookup(start.until(clock.now()), List.of())));
  }

  /** A socket whose connection is measured. */
  SocketChannel newChannel() {
    SocketChannel channel = new NioSocketChannel();
    ConnectionTimings connection = new ConnectionTimings(clock);
    add(connection);
    channel.pipeline().addLast(connection);
    return channel;
  }

  private synchronized void add(ConnectionTimings connection) {
    connections.add(connection);
  }

  // The first one counts: a check that keeps its connection may look the name up again later.
  private synchronized void recordLookup(Lookup finished) {
    lookup = lookup.or(() -> Optional.of(finished));
  }

  /** The lookup; absent if it has not finished. */
  synchronized Optional<Lookup> lookup() {
    return lookup;
  }

  /** All attempts to connect, in order. */
  synchronized List<ConnectionTimings> connections() {
    return List.copyOf(connections);
  }
}
