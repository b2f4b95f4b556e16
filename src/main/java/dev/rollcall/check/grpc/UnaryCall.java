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

/** One call, and how it ends. */
final class UnaryCall<Q, A> extends ClientStreamTracer implements StreamObserver<A> {

  private static final Status NO_MESSAGE =
      Status.INTERNAL.withDescription("the call ended well, but without a message");

  private final Probe<Q, A> probe;
  private final UniEmitter<? super CallResult> emitter;
  private final Clock time;
  private volatile @Nullable TimePoint asked;
  private volatile boolean sawTrailers;
  private volatile @Nullable CallResult answer;

  /** The emitter gets the reply; once it is told to stop, the call is cancelled. */
  UnaryCall(Probe<Q, A> probe, UniEmitter<? super CallResult> emitter, Clock time) {
    this.probe = probe;
    this.emitter = emitter;
    this.time = time;
  }

  /**
   * Calls.
   *
   * @param timeout the deadline that is told to the peer
   */
  void put(Channel channel, Duration timeout) {
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(timeout).withStreamTracerFactory(tracers());
    ClientCall<Q, A> call = channel.newCall(probe.method(), options);
    ClientCalls.asyncUnaryCall(call, probe.request(), this);
    // Runs after the answer as well, and does nothing then.
    emitter.onTermination(() -> call.cancel("nobody waits for the answer", null));
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
    asked = time.now();
  }

  @Override
  public void inboundTrailers(Metadata trailers) {
    sawTrailers = true;
  }

  @Override
  public void onNext(A response) {
    TimePoint now = time.now();
    TimePoint start = asked;
    Duration roundTrip = start == null ? Duration.ZERO : start.until(now);
    answer = new CallResult.Response(probe.judge(response, roundTrip));
  }

  @Override
  public void onError(Throwable error) {
    Status status = Status.fromThrowable(error);
    // A cause never comes over the wire: the peer ended the call, but it was not understood here.
    boolean isFromPeer = sawTrailers && status.getCause() == null;
    emitter.complete(new CallResult.Failed(status, isFromPeer, asked != null));
  }

  @Override
  public void onCompleted() {
    CallResult told = answer;
    emitter.complete(told == null ? new CallResult.Failed(NO_MESSAGE, true, true) : told);
  }
}
