package dev.rollcall.check.grpc;

import dev.rollcall.check.TlsContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one connection to a peer that is kept from check to check. That it is lost is a hint. */
final class CachedConnection {

  private final Hints hints;
  private final AtomicReference<@Nullable GrpcConnection> current = new AtomicReference<>();
  private volatile boolean closed;

  CachedConnection(Hints hints) {
    this.hints = hints;
  }

  /** Where all that happens to the connection is told. */
  Hints hints() {
    return hints;
  }

  /** The kept connection, if there is one that is connected as far as is known. */
  Optional<GrpcConnection> live() {
    return Optional.ofNullable(current.get()).filter(GrpcConnection::isLive);
  }

  /**
   * The kept connection, unless it is known to be broken, or a new one would be made with other
   * certificates.
   */
  Optional<GrpcConnection> usable(Optional<TlsContext> tlsNow) {
    GrpcConnection connection = current.get();
    if (connection != null && !(connection.isLive() && connection.isMadeWith(tlsNow))) {
      drop(connection);
      return Optional.empty();
    }
    return Optional.ofNullable(connection);
  }

  /**
   * Keeps a connection over which the peer answered, and drops any other: one that has failed, or
   * went silent, is never asked over again.
   */
  void settle(GrpcConnection connection, CallResult reply) {
    if (reply.isFromPeer()) {
      keep(connection);
    } else {
      drop(connection);
    }
  }

  /**
   * Drops a connection whose answer nobody waited for any longer: as like as not it went silent.
   */
  void giveUp(GrpcConnection connection) {
    drop(connection);
  }

  /** Drops the connection, if it is still the kept one, and gives a hint that says why. */
  void lose(GrpcConnection connection, String why) {
    if (drop(connection)) {
      hints.give(why);
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
    if (replaceBy(connection)) {
      connection.whenEnded(
          () -> lose(connection, "the connection to " + connection.place() + " has ended"));
    }
    if (closed) {
      replaceBy(null);
    }
  }

  /** Whether it was the kept one. */
  private boolean drop(GrpcConnection connection) {
    boolean wasKept = current.compareAndSet(connection, null);
    connection.drop();
    return wasKept;
  }

  /** Whether it is another one than before. */
  private boolean replaceBy(@Nullable GrpcConnection connection) {
    GrpcConnection before = current.getAndSet(connection);
    if (before != null && before != connection) {
      before.drop();
    }
    return before != connection;
  }
}
