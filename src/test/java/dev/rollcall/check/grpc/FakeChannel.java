package dev.rollcall.check.grpc;

import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A connection that stands until it is dropped. The test decides what comes over it. */
final class FakeChannel extends ManagedChannel {

  private static final HealthCheckResponse SERVING =
      HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build();

  private final List<FakeCall<?, ?>> calls = new ArrayList<>();
  private final List<FakeCall<?, ?>> checks = new ArrayList<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private ConnectivityState state = ConnectivityState.READY;
  private boolean streamsBegin = true;
  private boolean checksAreAnswered = true;
  private boolean streamsBlockChecks;

  /** From now on a stream gets no first message of its own accord. */
  void letStreamsWait() {
    streamsBegin = false;
  }

  /** Whether calls of Check are answered, with SERVING. */
  void answerChecks(boolean answered) {
    checksAreAnswered = answered;
  }

  /** From now on calls of Check are answered only while no stream is open. */
  void letStreamsBlockChecks() {
    streamsBlockChecks = true;
  }

  private boolean isBlocked() {
    return streamsBlockChecks && !calls.isEmpty() && call().isOpen();
  }

  /** How many streams there have been. */
  int calls() {
    return calls.size();
  }

  /** The last stream. */
  FakeCall<?, ?> call() {
    return calls.get(calls.size() - 1);
  }

  /** How many calls of Check there have been. */
  int checks() {
    return checks.size();
  }

  /** The last call of Check. */
  FakeCall<?, ?> check() {
    return checks.get(checks.size() - 1);
  }

  /** The peer hangs up. */
  void end() {
    state = ConnectivityState.IDLE;
    List<Runnable> notified = List.copyOf(listeners);
    listeners.clear();
    notified.forEach(Runnable::run);
    calls.forEach(call -> call.end(Status.UNAVAILABLE));
    checks.forEach(call -> call.end(Status.UNAVAILABLE));
  }

  @Override
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    boolean isStream = method.getType() == MethodDescriptor.MethodType.SERVER_STREAMING;
    FakeCall<Q, A> call =
        new FakeCall<>(
            isStream ? streamsBegin : checksAreAnswered && !isBlocked(), !isStream, options);
    (isStream ? calls : checks).add(call);
    return call;
  }

  @Override
  public ConnectivityState getState(boolean requestConnection) {
    return state;
  }

  @Override
  public void notifyWhenStateChanged(ConnectivityState source, Runnable callback) {
    if (state == source) {
      listeners.add(callback);
    } else {
      callback.run();
    }
  }

  @Override
  public ManagedChannel shutdownNow() {
    if (state != ConnectivityState.SHUTDOWN) {
      end();
      state = ConnectivityState.SHUTDOWN;
    }
    return this;
  }

  @Override
  public ManagedChannel shutdown() {
    return shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return state == ConnectivityState.SHUTDOWN;
  }

  @Override
  public boolean isTerminated() {
    return isShutdown();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }

  @Override
  public String authority() {
    return "fake";
  }

  /** One call over it. */
  static final class FakeCall<Q, A> extends ClientCall<Q, A> {

    private final boolean isAnswered;
    private final boolean endsWithAnswer;
    private final CallOptions options;
    private Optional<Listener<A>> listener = Optional.empty();
    private boolean cancelled;
    private int requested;

    FakeCall(boolean isAnswered, boolean endsWithAnswer, CallOptions options) {
      this.isAnswered = isAnswered;
      this.endsWithAnswer = endsWithAnswer;
      this.options = options;
    }

    boolean isOpen() {
      return listener.isPresent();
    }

    /** Whether the caller has cancelled it. */
    boolean cancelled() {
      return cancelled;
    }

    /** The peer answers SERVING, later than of its own accord. */
    void answer() {
      say(SERVING);
      end(Status.OK);
    }

    /** The peer answers with an error of its own. */
    void fail(Status status) {
      ClientStreamTracer.StreamInfo info = ClientStreamTracer.StreamInfo.newBuilder().build();
      options.getStreamTracerFactories().stream()
          .map(factory -> factory.newClientStreamTracer(info, new Metadata()))
          .forEach(tracer -> tracer.inboundTrailers(new Metadata()));
      end(status);
    }

    /** How many messages the caller has requested and not received yet. */
    int requested() {
      return requested;
    }

    /** The peer says this. */
    @SuppressWarnings("unchecked")
    void say(Object message) {
      requested--;
      listener.ifPresent(known -> known.onMessage((A) message));
    }

    /** The peer ends it; nothing happens if it has ended. */
    void end(Status status) {
      Optional<Listener<A>> notified = listener;
      listener = Optional.empty();
      notified.ifPresent(known -> known.onClose(status, new Metadata()));
    }

    @Override
    public void start(Listener<A> caller, Metadata headers) {
      listener = Optional.of(caller);
    }

    @Override
    public void request(int count) {
      requested += count;
    }

    @Override
    public void cancel(String message, Throwable cause) {
      cancelled |= listener.isPresent();
      end(Status.CANCELLED);
    }

    @Override
    public void halfClose() {
      if (isAnswered) {
        say(SERVING);
        if (endsWithAnswer) {
          end(Status.OK);
        }
      }
    }

    @Override
    public void sendMessage(Q message) {}
  }
}
