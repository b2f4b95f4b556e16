package dev.rollcall.check.grpc;

import dev.rollcall.time.Moment;
import dev.rollcall.time.Time;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
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

/** One call of Health/Check, and how it ends. */
final class Question extends ClientStreamTracer implements StreamObserver<HealthCheckResponse> {

  private static final Status NO_MESSAGE =
      Status.INTERNAL.withDescription("the call ended well, but without a message");

  private final UniEmitter<? super Reply> emitter;
  private final Time time;
  private volatile @Nullable Moment asked;
  private volatile boolean sawTrailers;
  private volatile @Nullable Reply answer;

  Question(UniEmitter<? super Reply> emitter, Time time) {
    this.emitter = emitter;
    this.time = time;
  }

  /**
   * Calls.
   *
   * @param timeout the deadline that is told to the peer
   */
  void put(Channel channel, String service, Duration timeout) {
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(timeout).withStreamTracerFactory(tracers());
    HealthCheckRequest request = HealthCheckRequest.newBuilder().setService(service).build();
    ClientCall<HealthCheckRequest, HealthCheckResponse> call =
        channel.newCall(HealthGrpc.getCheckMethod(), options);
    ClientCalls.asyncUnaryCall(call, request, this);
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
  public void onNext(HealthCheckResponse response) {
    Moment now = time.now();
    Moment start = asked;
    Duration roundTrip = start == null ? Duration.ZERO : start.until(now);
    answer = new Reply.Answer(response.getStatusValue(), roundTrip);
  }

  @Override
  public void onError(Throwable error) {
    emitter.complete(new Reply.NoAnswer(Status.fromThrowable(error), sawTrailers, asked != null));
  }

  @Override
  public void onCompleted() {
    Reply told = answer;
    emitter.complete(told == null ? new Reply.NoAnswer(NO_MESSAGE, true, true) : told);
  }
}
