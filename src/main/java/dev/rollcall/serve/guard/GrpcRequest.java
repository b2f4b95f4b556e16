package dev.rollcall.serve.guard;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rollcall.serve.vertx.WrappedHttpRequest;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC request as its service sees it: whole messages, none compressed. One that is refused ends
 * for the service as if the client had cancelled it. All of it on the request's event loop.
 */
final class GrpcRequest extends WrappedHttpRequest {

  /** CANCEL, as HTTP/2 numbers it. */
  private static final long CANCEL = 0x8;

  /**
   * The one service here that takes a stream of requests; the framework drops a bad one silently.
   */
  private static final String REFLECTION = "/grpc.reflection.";

  private static final int PREFIX = 5;

  private final GrpcFrameDecoder messages;
  private final boolean isReflection;
  private @Nullable Handler<Throwable> failures;
  private boolean isRefused;

  private GrpcRequest(HttpServerRequest request, GrpcFrameDecoder messages) {
    super(request);
    this.messages = messages;
    this.isReflection = request.path().startsWith(REFLECTION);
  }

  /** From here on it is told to be without a compression. */
  static GrpcRequest of(HttpServerRequest request, InboundMemoryLimit budget) {
    GrpcFrameDecoder messages =
        new GrpcFrameDecoder(GrpcHeaders.saysGzip(request.headers()), budget);
    request.headers().remove(GrpcHeaders.ENCODING);
    return new GrpcRequest(request, messages);
  }

  @Override
  public HttpServerRequest handler(@Nullable Handler<Buffer> handler) {
    original().handler(handler == null ? null : chunk -> take(chunk, handler));
    return this;
  }

  @Override
  public HttpServerRequest endHandler(@Nullable Handler<Void> handler) {
    original().endHandler(handler == null ? null : nothing -> finish(handler));
    return this;
  }

  @Override
  public HttpServerRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
    failures = handler;
    original().exceptionHandler(this::fail);
    return this;
  }

  private void take(Buffer chunk, Handler<Buffer> handler) {
    if (isRefused) {
      return;
    }
    try {
      messages.take(chunk, isReflection ? message -> takeReflection(message, handler) : handler);
    } catch (RejectedMessageException e) {
      refuse(e.refusal());
    }
  }

  private void takeReflection(Buffer message, Handler<Buffer> handler) {
    try {
      Object unused = ServerReflectionRequest.parseFrom(message.getBytes(PREFIX, message.length()));
    } catch (InvalidProtocolBufferException e) {
      refuse(ApiError.invalid("NO_MESSAGE", "a message was sent that is no request of reflection"));
    }
    if (!isRefused) {
      handler.handle(message);
    }
  }

  private void finish(Handler<Void> handler) {
    if (isRefused) {
      return;
    }
    if (messages.end()) {
      handler.handle(null);
    } else {
      refuse(ApiError.invalid("TRUNCATED_MESSAGE", "the request ends in the middle of a message"));
    }
  }

  private void fail(Throwable failure) {
    messages.drop();
    Handler<Throwable> handler = failures;
    if (handler != null && !isRefused) {
      handler.handle(failure);
    }
  }

  private void refuse(ApiError refusal) {
    isRefused = true;
    messages.drop();
    ErrorResponses.toGrpc(original(), refusal);
    Handler<Throwable> handler = failures;
    if (handler != null) {
      handler.handle(new StreamResetException(CANCEL));
    }
  }
}
