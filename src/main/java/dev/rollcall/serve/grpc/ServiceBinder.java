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
 * Binds the methods of a service to what answers them. Every call gets one request and an end,
 * whatever its client sends and whatever happens here.
 */
final class ServiceBinder {

  private static final Logger LOG = Logger.getLogger(ServiceBinder.class);

  private final ServiceDescriptor described;
  private final Supplier<CallTransport> transport;
  private final List<Bound<?>> bound = new ArrayList<>();

  private record Bound<Q>(
      MethodDescriptor<DecodedRequest<Q>, EncodedMessage> method,
      ServerCallHandler<DecodedRequest<Q>, EncodedMessage> handler) {}

  /**
   * @param described the service as it was generated
   * @param transport what carries the call that is starting
   */
  ServiceBinder(ServiceDescriptor described, Supplier<CallTransport> transport) {
    this.described = described;
    this.transport = transport;
  }

  /**
   * A method that answers at once, or when the client lets an answer in: none is written to wait in
   * memory for one who does not read.
   */
  <Q extends MessageLite> ServiceBinder answered(
      MethodDescriptor<Q, ?> method, Parser<Q> parser, Function<Q, EncodedMessage> answer) {
    BiConsumer<Q, Call> answering = guarded((request, call) -> call.answer(answer.apply(request)));
    return held(method, parser, (request, call) -> whenReady(request, call, answering));
  }

  private static <Q> void whenReady(Q request, Call call, BiConsumer<Q, Call> answering) {
    if (call.isReady()) {
      answering.accept(request, call);
    } else {
      call.onReady(() -> answering.accept(request, call));
    }
  }

  /** A method whose calls last. */
  <Q extends MessageLite> ServiceBinder held(
      MethodDescriptor<Q, ?> method, Parser<Q> parser, BiConsumer<Q, Call> begin) {
    MethodDescriptor<DecodedRequest<Q>, EncodedMessage> ours =
        method.toBuilder(DecodedRequest.marshaller(parser), EncodedMessage.marshaller()).build();
    bound.add(new Bound<>(ours, (call, headers) -> start(call, headers, begin)));
    return this;
  }

  ServerServiceDefinition bind() {
    ServiceDescriptor.Builder service =
        ServiceDescriptor.newBuilder(described.getName())
            .setSchemaDescriptor(described.getSchemaDescriptor());
    bound.forEach(one -> service.addMethod(one.method()));
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service.build());
    bound.forEach(one -> add(one, definition));
    return definition.build();
  }

  private static <Q> void add(Bound<Q> one, ServerServiceDefinition.Builder definition) {
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
      } catch (StatusRuntimeException refused) {
        call.fail(refused);
      } catch (RuntimeException fault) {
        LOG.error("a call has met a fault in Rollcall", fault);
        call.fail(Errors.internal());
      }
    };
  }
}
