package dev.rollcall.check.grpc;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes one call and reports its result. */
final class UnaryCall<Q, A> extends ClientStreamTracer implements StreamObserver<A> {

  private static final Status NO_MESSAGE =
      Status.INTERNAL.withDescription("the call succeeded without a response message");

  private final HealthCall<Q, A> probe;
  private final UniEmitter<? super CallResult> emitter;
  private final Clock clock;
  private volatile @Nullable TimePoint sentAt;
  private volatile boolean sawTrailers;
  private volatile @Nullable CallResult result;

  /** The emitter gets the result; when it is cancelled, so is the call. */
  UnaryCall(HealthCall<Q, A> probe, UniEmitter<? super CallResult> emitter, Clock clock) {
    this.probe = probe;
    this.emitter = emitter;
    this.clock = clock;
  }

  /**
   * Starts the call.
   *
   * @param timeout the deadline, which is sent to the peer
   */
  void start(Channel channel, Duration timeout) {
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(timeout).withStreamTracerFactory(tracers());
    ClientCall<Q, A> call = channel.newCall(probe.method(), options);
    ClientCalls.asyncUnaryCall(call, probe.request(), this);
    // Runs after the result as well, without effect.
    emitter.onTermination(() -> call.cancel("the check was cancelled", null));
  }

  private ClientStreamTracer.Factory tracers() {
    return new ClientStreamTracer.Factory() {
      @Override
      public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata headers) {
        return UnaryCall.this;
      }
    };
  }

  @Override
  public void streamCreated(Attributes connection, Metadata headers) {
    sentAt = clock.now();
  }

  @Override
  public void inboundTrailers(Metadata trailers) {
    sawTrailers = true;
  }

  @Override
  public void onNext(A response) {
    TimePoint receivedAt = clock.now();
    TimePoint start = sentAt;
    Duration roundTrip = start == null ? Duration.ZERO : start.until(receivedAt);
    result = new CallResult.Response(probe.outcomeOf(response, roundTrip));
  }

  @Override
  public void onError(Throwable error) {
    Status status = Status.fromThrowable(error);
    // A cause is never sent over the wire: the peer answered, but the answer could not be decoded.
    boolean isFromPeer = sawTrailers && status.getCause() == null;
    emitter.complete(new CallResult.Failed(status, isFromPeer, sentAt != null));
  }

  @Override
  public void onCompleted() {
    CallResult received = result;
    emitter.complete(received == null ? new CallResult.Failed(NO_MESSAGE, true, true) : received);
  }
}
