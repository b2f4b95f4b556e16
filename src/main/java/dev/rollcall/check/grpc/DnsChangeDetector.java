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
 * Detects that a peer's name has moved to another address: resolves it after each success, since
 * whatever answers at an old address need not be the peer any more, and drops a connection to an
 * address that the name no longer has. A failed lookup changes nothing.
 */
final class DnsChangeDetector implements ConnectionObserver {

  private final Address address;
  private final Resolver resolver;
  private final CachedConnection cached;
  private @Nullable Cancellable lookup;
  private boolean pending;
  private boolean closed;

  DnsChangeDetector(Address address, Resolver resolver, CachedConnection cached) {
    this.address = address;
    this.resolver = resolver;
    this.cached = cached;
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
              .with(resolved -> compare(connection, resolved), error -> {});
      remember(started);
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

  // A dead name server gets one query at a time.
  private synchronized boolean begin() {
    boolean isIdle = !pending && !closed;
    pending |= isIdle;
    return isIdle;
  }

  private synchronized void remember(Cancellable started) {
    lookup = pending ? started : null;
    if (closed) {
      started.cancel();
    }
  }

  private synchronized void end() {
    pending = false;
    lookup = null;
  }

  private void compare(GrpcConnection connection, List<InetAddress> resolved) {
    if (!resolved.contains(connection.address())) {
      String current =
          resolved.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
      cached.lose(
          connection,
          "%s moved from %s to %s"
              .formatted(address.host(), connection.address().getHostAddress(), current));
    }
  }
}
