package dev.rollcall.check.grpc;

import dev.rollcall.check.Deadline;
import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.time.Clock;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A gRPC channel that is used for a single connection, so that grpc-java's own reconnecting, with
 * its backoff and its memory of old errors, never comes into play. It connects at the first call.
 */
final class GrpcConnection {

  private final ManagedChannel channel;
  private final SingleSocket socket;
  private final InetAddress address;
  private final EndpointLabel label;
  private final Optional<TlsContext> tls;
  private final Clock clock;
  private volatile boolean hasWatch = true;

  /**
   * @param channel uses the socket
   * @param address where it leads
   * @param label the same for messages
   * @param tls the context it is made with
   */
  GrpcConnection(
      ManagedChannel channel,
      SingleSocket socket,
      InetAddress address,
      EndpointLabel label,
      Optional<TlsContext> tls,
      Clock clock) {
    this.channel = channel;
    this.socket = socket;
    this.address = address;
    this.label = label;
    this.tls = tls;
    this.clock = clock;
  }

  /** Whether it is connected, as far as is known. */
  boolean isLive() {
    return channel.getState(false) == ConnectivityState.READY;
  }

  /** Whether a connection made now would be made with the same trust and certificates. */
  boolean isMadeWith(Optional<TlsContext> current) {
    return tls.equals(current);
  }

  InetAddress address() {
    return address;
  }

  /** The endpoint's name in messages. */
  EndpointLabel label() {
    return label;
  }

  /** Calls once, when subscribed to; cancelling cancels the call. Never fails. */
  <Q, A> Uni<CallResult> call(HealthCall<Q, A> probe, Deadline deadline) {
    return Uni.createFrom()
        .emitter(
            emitter -> new UnaryCall<>(probe, emitter, clock).start(channel, deadline.remaining()));
  }

  /** A new call without a deadline, not started yet. */
  <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method) {
    return channel.newCall(method, CallOptions.DEFAULT);
  }

  /** Runs an action when it is no longer connected; at once, if it is not now. Never blocks. */
  void onDisconnected(Runnable action) {
    channel.notifyWhenStateChanged(ConnectivityState.READY, action);
  }

  /**
   * False once the peer has answered on this connection that it does not implement Health/Watch.
   */
  boolean hasWatch() {
    return hasWatch;
  }

  void disableWatch() {
    hasWatch = false;
  }

  /** How many calls the peer permits at a time on this connection. */
  int maxConcurrentCalls() {
    return socket.maxConcurrentCalls();
  }

  /** Runs a task after what the peer has sent so far is read. */
  void afterReading(Runnable task) {
    socket.afterReading(task);
  }

  /** Ends the connection and the calls over it. */
  void drop() {
    channel.shutdownNow();
    socket.discard();
  }
}
