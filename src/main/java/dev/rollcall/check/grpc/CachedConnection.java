package dev.rollcall.check.grpc;

import dev.rollcall.check.tls.TlsContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Caches the one connection to a peer from check to check. Losing it gives a hint. */
final class CachedConnection {

  private final Hints hints;
  private final AtomicReference<@Nullable GrpcConnection> current = new AtomicReference<>();
  private volatile boolean closed;

  CachedConnection(Hints hints) {
    this.hints = hints;
  }

  /** The hints about the peer of this connection. */
  Hints hints() {
    return hints;
  }

  /** The cached connection, if there is one that is connected as far as is known. */
  Optional<GrpcConnection> live() {
    return Optional.ofNullable(current.get()).filter(GrpcConnection::isLive);
  }

  /**
   * The cached connection, unless it is known to be broken, or a new one would be made with other
   * trust or certificates.
   */
  Optional<GrpcConnection> usable(Optional<TlsContext> currentTls) {
    GrpcConnection connection = current.get();
    if (connection != null && !(connection.isLive() && connection.isMadeWith(currentTls))) {
      drop(connection);
      return Optional.empty();
    }
    return Optional.ofNullable(connection);
  }

  /**
   * Caches a connection over which the peer answered, and drops any other: one that has failed or
   * timed out is never used again.
   */
  void cacheOrDrop(GrpcConnection connection, CallResult result) {
    if (result.isFromPeer()) {
      cache(connection);
    } else {
      drop(connection);
    }
  }

  /** Drops a connection with a cancelled call: the peer may have stopped answering over it. */
  void abandon(GrpcConnection connection) {
    drop(connection);
  }

  /** Drops a connection; if it is the cached one, that gives a hint with this cause. */
  void lose(GrpcConnection connection, String cause) {
    if (drop(connection)) {
      hints.emit(cause);
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Drops the connection, and every later one. */
  void close() {
    closed = true;
    replaceWith(null);
  }

  private void cache(GrpcConnection connection) {
    if (replaceWith(connection)) {
      connection.onDisconnected(
          () -> lose(connection, "the connection to " + connection.label() + " has ended"));
    }
    if (closed) {
      replaceWith(null);
    }
  }

  /** Whether it was the cached one. */
  private boolean drop(GrpcConnection connection) {
    boolean wasCached = current.compareAndSet(connection, null);
    connection.drop();
    return wasCached;
  }

  /** Whether it differs from the previous one. */
  private boolean replaceWith(@Nullable GrpcConnection connection) {
    GrpcConnection previous = current.getAndSet(connection);
    if (previous != null && previous != connection) {
      previous.drop();
    }
    return previous != connection;
  }
}
