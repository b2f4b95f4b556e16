package dev.rollcall.check.grpc;

import dev.rollcall.time.Moment;
import dev.rollcall.time.Time;
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
final class Question<Q, A> extends ClientStreamTracer implements StreamObserver<A> {

  private static final Status NO_MESSAGE =
      Status.INTERNAL.withDescription("the call ended well, but without a message");

  private final Probe<Q, A> probe;
  private final UniEmitter<? super Reply> emitter;
  private final Time time;
  private volatile @Nullable Moment asked;
  private volatile boolean sawTrailers;
  private volatile @Nullable Reply answer;

  /** The emitter gets the reply; once it is told to stop, the call is cancelled. */
  Question(Probe<Q, A> probe, UniEmitter<? super Reply> emitter, Time time) {
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
        return Question.this;
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
    Moment now = time.now();
    Moment start = asked;
    Duration roundTrip = start == null ? Duration.ZERO : start.until(now);
    answer = new Reply.Answer(probe.judge(response, roundTrip));
  }

  @Override
  public void onError(Throwable error) {
    Status status = Status.fromThrowable(error);
    // A cause never comes over the wire: the peer ended the call, but it was not understood here.
    boolean isFromPeer = sawTrailers && status.getCause() == null;
    emitter.complete(new Reply.NoAnswer(status, isFromPeer, asked != null));
  }

  @Override
  public void onCompleted() {
    Reply told = answer;
    emitter.complete(told == null ? new Reply.NoAnswer(NO_MESSAGE, true, true) : told);
  }
}
