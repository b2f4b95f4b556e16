package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Resolver;
import dev.rollcall.peer.Address;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks the peer's name up after each success, since whoever answers at an old address need not be
 * the peer any more. A connection to an address that the name has no longer is given up. A lookup
 * that fails changes nothing.
 */
final class DnsChangeDetector implements ConnectionObserver {

  private final Address address;
  private final Resolver resolver;
  private final CachedConnection kept;
  private @Nullable Cancellable lookup;
  private boolean underWay;
  private boolean closed;

  DnsChangeDetector(Address address, Resolver resolver, CachedConnection kept) {
    this.address = address;
    this.resolver = resolver;
    this.kept = kept;
  }

  @Override
  public void answered(GrpcConnection connection, Outcome outcome) {
    if (outcome instanceof Outcome.Success && isName() && begin()) {
      Cancellable started =
          Uni.createFrom()
              .deferred(() -> resolver.resolve(address.host()))
              .onTermination()
              .invoke(this::end)
              .subscribe()
              .with(found -> compare(connection, found), error -> {});
      hold(started);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (lookup != null) {
      lookup.cancel();
    }
  }

  private boolean isName() {
    String host = address.host();
    return host.indexOf(':') < 0 && !host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  // A name server that is dead gets one question at a time.
  private synchronized boolean begin() {
    boolean isFirst = !underWay && !closed;
    underWay |= isFirst;
    return isFirst;
  }

  private synchronized void hold(Cancellable started) {
    lookup = underWay ? started : null;
    if (closed) {
      started.cancel();
    }
  }

  private synchronized void end() {
    underWay = false;
    lookup = null;
  }

  private void compare(GrpcConnection connection, List<InetAddress> found) {
    if (!found.contains(connection.address())) {
      String now =
          found.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
      kept.lose(
          connection,
          "%s moved from %s to %s"
              .formatted(address.host(), connection.address().getHostAddress(), now));
    }
  }
}
