package dev.rollcall.check.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
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

  private final List<FakeCall<?, ?>> calls = new ArrayList<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private ConnectivityState state = ConnectivityState.READY;

  /** How many calls there have been. */
  int calls() {
    return calls.size();
  }

  /** The last call. */
  FakeCall<?, ?> call() {
    return calls.get(calls.size() - 1);
  }

  /** The peer hangs up. */
  void end() {
    state = ConnectivityState.IDLE;
    List<Runnable> notified = List.copyOf(listeners);
    listeners.clear();
    notified.forEach(Runnable::run);
    calls.forEach(call -> call.end(Status.UNAVAILABLE));
  }

  @Override
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    FakeCall<Q, A> call = new FakeCall<>();
    calls.add(call);
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

    private Optional<Listener<A>> listener = Optional.empty();
    private int requested;

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
      end(Status.CANCELLED);
    }

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(Q message) {}
  }
}
