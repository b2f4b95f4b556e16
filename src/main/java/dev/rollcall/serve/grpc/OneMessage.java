package dev.rollcall.serve.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.inject.Singleton;

/**
 * A call to which one message belongs is refused if it has none, or more than one. The framework
 * drops a message that is no protobuf of the right type without a word, so that is none too; and it
 * would call all of these a fault of ours.
 */
@GlobalInterceptor
@Singleton
public final class OneMessage implements ServerInterceptor {

  /** For the framework. */
  public OneMessage() {}

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    ServerCall.Listener<Q> listener = next.startCall(call, headers);
    return call.getMethodDescriptor().getType().clientSendsOneMessage()
        ? new Counting<>(listener, call)
        : listener;
  }

  private static final class Counting<Q> extends SimpleForwardingServerCallListener<Q> {

    private final ServerCall<Q, ?> call;
    private int messages;
    private boolean isRefused;

    Counting(ServerCall.Listener<Q> listener, ServerCall<Q, ?> call) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      messages++;
      if (messages == 1) {
        super.onMessage(message);
      } else {
        refuse("MANY_MESSAGES", "a second message was sent; expected one");
      }
    }

    @Override
    public void onHalfClose() {
      if (messages == 0) {
        refuse(
            "NO_MESSAGE",
            "no message was sent that is a request of %s; expected one"
                .formatted(call.getMethodDescriptor().getFullMethodName()));
      } else if (!isRefused) {
        super.onHalfClose();
      }
    }

    private void refuse(String reason, String message) {
      if (!isRefused) {
        isRefused = true;
        StatusRuntimeException error = Errors.unreadable(reason, message);
        Metadata trailers = error.getTrailers();
        call.close(error.getStatus(), trailers == null ? new Metadata() : trailers);
      }
    }
  }
}
