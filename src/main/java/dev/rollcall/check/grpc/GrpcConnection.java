package dev.rollcall.check.grpc;

import dev.rollcall.check.Deadline;
import dev.rollcall.check.TlsContext;
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
 * A gRPC channel that serves for one connection, so that grpc-java's own reconnecting, with its
 * backoff and its memory of old errors, never has a say. It connects when the first question is
 * asked.
 */
final class GrpcConnection {

  private final ManagedChannel channel;
  private final InetAddress address;
  private final EndpointLabel place;
  private final Optional<TlsContext> tls;
  private final Clock time;
  private volatile boolean hasWatch = true;

  /**
   * @param address where it leads
   * @param place the same for people
   * @param tls what it was made with
   */
  GrpcConnection(
      ManagedChannel channel,
      InetAddress address,
      EndpointLabel place,
      Optional<TlsContext> tls,
      Clock time) {
    this.channel = channel;
    this.address = address;
    this.place = place;
    this.tls = tls;
    this.time = time;
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

  /** What the other side is called in a message for people. */
  EndpointLabel place() {
    return place;
  }

  /** Asks once, when subscribed to; cancelling cancels the call. Never fails. */
  <Q, A> Uni<CallResult> ask(Probe<Q, A> probe, Deadline limit) {
    return Uni.createFrom()
        .emitter(emitter -> new UnaryCall<>(probe, emitter, time).put(channel, limit.left()));
  }

  /** A call without a deadline, to be started. */
  <Q, A> ClientCall<Q, A> call(MethodDescriptor<Q, A> method) {
    return channel.newCall(method, CallOptions.DEFAULT);
  }

  /** Runs this once it is no longer connected; at once, if it is not. Never blocks. */
  void whenEnded(Runnable action) {
    channel.notifyWhenStateChanged(ConnectivityState.READY, action);
  }

  /** False once the peer has said over this connection that it has no Health/Watch. */
  boolean hasWatch() {
    return hasWatch;
  }

  void rememberThatItHasNoWatch() {
    hasWatch = false;
  }

  /** Ends the connection and the calls over it. */
  void drop() {
    channel.shutdownNow();
  }
}
