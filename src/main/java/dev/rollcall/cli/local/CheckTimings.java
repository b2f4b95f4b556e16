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
 * Looks on while a peer is checked, and notes when what was done. It hears from the threads of the
 * lookup and of the sockets, and may be asked on any other.
 */
final class CheckTimings {

  private final Clock time;
  private final List<ConnectionTimings> connections = new ArrayList<>();
  private Optional<Lookup> lookup = Optional.empty();

  CheckTimings(Clock time) {
    this.time = time;
  }

  /**
   * A name that was looked up.
   *
   * @param found empty: it has no address
   */
  record Lookup(Duration duration, List<InetAddress> addresses) {}

  /** The same resolver, looked on at. */
  Resolver timing(Resolver resolver) {
    return host -> timed(resolver.resolve(host));
  }

  // The attempts ask when they want to know, so the lookup begins here.
  private Uni<List<InetAddress>> timed(Uni<List<InetAddress>> answer) {
    TimePoint start = time.now();
    return answer
        .onItem()
        .invoke(found -> record(new Lookup(start.until(time.now()), found)))
        .onFailure()
        .invoke(() -> record(new Lookup(start.until(time.now()), List.of())));
  }

  /** A socket that is looked on at. */
  SocketChannel newChannel() {
    SocketChannel channel = new NioSocketChannel();
    ConnectionTimings connecting = new ConnectionTimings(time);
    add(connecting);
    channel.pipeline().addLast(connecting);
    return channel;
  }

  private synchronized void add(ConnectionTimings connecting) {
    connections.add(connecting);
  }

  // Who keeps a connection may look its name up again, later.
  private synchronized void record(Lookup done) {
    lookup = lookup.or(() -> Optional.of(done));
  }

  /** The lookup, if it is over. */
  synchronized Optional<Lookup> lookup() {
    return lookup;
  }

  /** Each attempt to connect, in its order. */
  synchronized List<ConnectionTimings> connections() {
    return List.copyOf(connections);
  }
}
