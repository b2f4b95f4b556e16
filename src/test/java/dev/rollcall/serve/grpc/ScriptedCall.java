package dev.rollcall.serve.grpc;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.rollcall.serve.vertx.CallTransport;
import dev.rollcall.testing.ErrorReply;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** A client and its call, without a network. Tasks of its thread wait until {@link #run}. */
final class ScriptedCall<Q, R extends MessageLite> {

  private final Parser<R> parser;
  private final Server server = new Server();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<EncodedMessage> sent = new ArrayList<>();
  private final ServerMethodDefinition<DecodedRequest<Q>, EncodedMessage> method;
  private Runnable gone = () -> {};
  private Optional<ServerCall.Listener<DecodedRequest<Q>>> listener = Optional.empty();
  private Optional<Status> status = Optional.empty();
  private Metadata trailers = new Metadata();
  private boolean ready = true;

  /**
   * @param services binds the service to a transport
   */
  @SuppressWarnings("unchecked")
  ScriptedCall(
      Function<Supplier<CallTransport>, ServerServiceDefinition> services,
      MethodDescriptor<Q, R> described,
      Parser<R> parser) {
    this.parser = parser;
    ServerServiceDefinition service = services.apply(Carrier::new);
    this.method =
        (ServerMethodDefinition<DecodedRequest<Q>, EncodedMessage>)
            service.getMethod(described.getFullMethodName());
  }

  /** The call begins. */
  ScriptedCall<Q, R> start(Metadata headers) {
    ServerCall.Listener<DecodedRequest<Q>> started =
        method.getServerCallHandler().startCall(server, headers);
    listener = Optional.of(started);
    started.onReady();
    return this;
  }

  /** The call begins, with this request and no other. */
  ScriptedCall<Q, R> ask(MessageLite request) {
    start(new Metadata());
    send(request.toByteArray());
    return finish();
  }

  /** The client sends these bytes as one message. */
  ScriptedCall<Q, R> send(byte[] bytes) {
    DecodedRequest<Q> received =
        method.getMethodDescriptor().parseRequest(new ByteArrayInputStream(bytes));
    listener.orElseThrow().onMessage(received);
    return this;
  }

  /** The client sends no more. */
  ScriptedCall<Q, R> finish() {
    listener.orElseThrow().onHalfClose();
    return this;
  }

  /** The client reads no more, for the time being. */
  void stopReading() {
    ready = false;
  }

  /** The client can take more. */
  void read() {
    ready = true;
    listener.orElseThrow().onReady();
  }

  /** The connection breaks, or the client cancels. */
  void vanish() {
    gone.run();
  }

  /** Lets the call's thread do what is there for it. */
  ScriptedCall<Q, R> run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    return this;
  }

  /** What came since the last time. */
  List<R> answers() {
    List<R> answers = sent.stream().map(this::parsed).toList();
    sent.clear();
    return answers;
  }

  EncodedMessage wire() {
    return sent.remove(0);
  }

  /** The end, if it has come. */
  Optional<Status> status() {
    return status;
  }

  /** The error with which it has ended. */
  ErrorReply refusal() {
    return ErrorReply.of(status.orElseThrow().asRuntimeException(trailers));
  }

  private R parsed(EncodedMessage wire) {
    try {
      return parser.parseFrom(EncodedMessage.marshaller().stream(wire).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Carrier implements CallTransport {

    @Override
    public Executor executor() {
      return tasks::add;
    }

    @Override
    public void onGone(Runnable callback) {
      gone = callback;
    }
  }

  private final class Server extends ServerCall<DecodedRequest<Q>, EncodedMessage> {

    @Override
    public void request(int numMessages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(EncodedMessage message) {
      if (status.isPresent()) {
        throw new IllegalStateException("it has ended");
      }
      sent.add(message);
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void close(Status end, Metadata with) {
      if (status.isPresent()) {
        throw new IllegalStateException("it has ended");
      }
      status = Optional.of(end);
      trailers = with;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<DecodedRequest<Q>, EncodedMessage> getMethodDescriptor() {
      return method.getMethodDescriptor();
    }

    @Override
    public Attributes getAttributes() {
      return Attributes.EMPTY;
    }
  }
}
