package dev.rollcall.check.grpc;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one connection to a peer that is kept from check to check. */
final class KeptConnection {

  private final AtomicReference<@Nullable GrpcConnection> current = new AtomicReference<>();
  private volatile boolean closed;

  /** The kept connection, unless it is known to be broken. */
  Optional<GrpcConnection> live() {
    GrpcConnection connection = current.get();
    if (connection != null && !connection.isLive()) {
      drop(connection);
      return Optional.empty();
    }
    return Optional.ofNullable(connection);
  }

  /**
   * Keeps a connection over which the peer answered, and drops any other: one that has failed, or
   * went silent, is never asked over again.
   */
  void settle(GrpcConnection connection, Reply reply) {
    if (reply.isFromPeer()) {
      keep(connection);
    } else {
      drop(connection);
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Drops the connection, and from now on each that is to be kept. */
  void close() {
    closed = true;
    replaceBy(null);
  }

  private void keep(GrpcConnection connection) {
    replaceBy(connection);
    if (closed) {
      replaceBy(null);
    }
  }

  private void drop(GrpcConnection connection) {
    current.compareAndSet(connection, null);
    connection.drop();
  }

  private void replaceBy(@Nullable GrpcConnection connection) {
    GrpcConnection before = current.getAndSet(connection);
    if (before != null && before != connection) {
      before.drop();
    }
  }
}
