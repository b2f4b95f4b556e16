package dev.rollcall.serve.grpc;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.serve.vertx.CallTransport;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Binds the methods of a service to their handlers. Every call is ended, whatever its client sends
 * and whatever fails here.
 */
final class ServiceBinder {

  private static final Logger LOG = Logger.getLogger(ServiceBinder.class);

  private final ServiceDescriptor descriptor;
  private final Supplier<CallTransport> transport;
  private final List<BoundMethod<?>> methods = new ArrayList<>();

  private record BoundMethod<Q>(
      MethodDescriptor<DecodedRequest<Q>, EncodedMessage> method,
      ServerCallHandler<DecodedRequest<Q>, EncodedMessage> handler) {}

  /**
   * @param described the service as it was generated
   * @param transport what carries the call that is starting
   */
  ServiceBinder(ServiceDescriptor described, Supplier<CallTransport> transport) {
    this.descriptor = described;
    this.transport = transport;
  }

  /**
   * A method that answers at once, or when the client lets an answer in: none is written to wait in
   * memory for one who does not read.
   */
  <Q extends MessageLite> ServiceBinder unary(
      MethodDescriptor<Q, ?> method, Parser<Q> parser, Function<Q, EncodedMessage> answer) {
    BiConsumer<Q, Call> answering = guarded((request, call) -> call.answer(answer.apply(request)));
    return streaming(method, parser, (request, call) -> whenReady(request, call, answering));
  }

  private static <Q> void whenReady(Q request, Call call, BiConsumer<Q, Call> answering) {
    if (call.isReady()) {
      answering.accept(request, call);
    } else {
      call.onReady(() -> answering.accept(request, call));
    }
  }

  /** A method whose calls may last: their handler ends them. */
  <Q extends MessageLite> ServiceBinder streaming(
      MethodDescriptor<Q, ?> method, Parser<Q> parser, BiConsumer<Q, Call> begin) {
    MethodDescriptor<DecodedRequest<Q>, EncodedMessage> ours =
        method.toBuilder(DecodedRequest.marshaller(parser), EncodedMessage.marshaller()).build();
    methods.add(new BoundMethod<>(ours, (call, headers) -> start(call, headers, begin)));
    return this;
  }

  ServerServiceDefinition bind() {
    ServiceDescriptor.Builder service =
        ServiceDescriptor.newBuilder(descriptor.getName())
            .setSchemaDescriptor(descriptor.getSchemaDescriptor());
    methods.forEach(one -> service.addMethod(one.method()));
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service.build());
    methods.forEach(one -> add(one, definition));
    return definition.build();
  }

  private static <Q> void add(BoundMethod<Q> one, ServerServiceDefinition.Builder definition) {
    definition.addMethod(one.method(), one.handler());
  }

  private <Q> ServerCall.Listener<DecodedRequest<Q>> start(
      ServerCall<DecodedRequest<Q>, EncodedMessage> call,
      Metadata headers,
      BiConsumer<Q, Call> begin) {
    CallTransport carrier = transport.get();
    RequestListener<Q> incoming =
        new RequestListener<>(
            timeout -> new Call(call, carrier.executor(), timeout), headers, guarded(begin));
    carrier.onGone(incoming::onCancel);
    // One more than there should be, to notice it.
    call.request(2);
    return incoming;
  }

  private static <Q> BiConsumer<Q, Call> guarded(BiConsumer<Q, Call> begin) {
    return (request, call) -> {
      try {
        begin.accept(request, call);
      } catch (StatusRuntimeException e) {
        call.fail(e);
      } catch (RuntimeException e) {
        LOG.error("internal error in a call; please report it", e);
        call.fail(Errors.internal());
      }
    };
  }
}
