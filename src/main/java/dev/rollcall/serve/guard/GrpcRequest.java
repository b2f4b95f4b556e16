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
 * Wraps a gRPC request so that its service sees whole, uncompressed messages. One that is rejected
 * ends for the service as if the client had cancelled it. Used on the request's event loop.
 */
final class GrpcRequest extends WrappedHttpRequest {

  /** CANCEL, as HTTP/2 numbers it. */
  private static final long CANCEL = 0x8;

  /**
   * The only service with a stream of requests; the framework silently drops a message of it that
   * it cannot parse.
   */
  private static final String REFLECTION = "/grpc.reflection.";

  private static final int PREFIX = 5;

  private final GrpcFrameDecoder messages;
  private final boolean isReflection;
  private @Nullable Handler<Throwable> failures;
  private boolean isRejected;

  private GrpcRequest(HttpServerRequest request, GrpcFrameDecoder messages) {
    super(request);
    this.messages = messages;
    this.isReflection = request.path().startsWith(REFLECTION);
  }

  /** Wraps a request, and removes the header that says how its messages were compressed. */
  static GrpcRequest of(HttpServerRequest request, InboundMemoryLimit memory) {
    GrpcFrameDecoder messages = new GrpcFrameDecoder(GrpcHeaders.isGzip(request.headers()), memory);
    request.headers().remove(GrpcHeaders.ENCODING);
    return new GrpcRequest(request, messages);
  }

  @Override
  public HttpServerRequest handler(@Nullable Handler<Buffer> handler) {
    original().handler(handler == null ? null : chunk -> decode(chunk, handler));
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

  private void decode(Buffer chunk, Handler<Buffer> handler) {
    if (isRejected) {
      return;
    }
    try {
      messages.decode(chunk, isReflection ? message -> checkReflection(message, handler) : handler);
    } catch (RejectedMessageException e) {
      reject(e.error());
    }
  }

  private void checkReflection(Buffer message, Handler<Buffer> handler) {
    try {
      Object unused = ServerReflectionRequest.parseFrom(message.getBytes(PREFIX, message.length()));
    } catch (InvalidProtocolBufferException e) {
      reject(ApiError.invalid("NO_MESSAGE", "a message is not a ServerReflectionRequest"));
    }
    if (!isRejected) {
      handler.handle(message);
    }
  }

  private void finish(Handler<Void> handler) {
    if (isRejected) {
      return;
    }
    if (messages.end()) {
      handler.handle(null);
    } else {
      reject(ApiError.invalid("TRUNCATED_MESSAGE", "the request ends in the middle of a message"));
    }
  }

  private void fail(Throwable failure) {
    messages.discard();
    Handler<Throwable> handler = failures;
    if (handler != null && !isRejected) {
      handler.handle(failure);
    }
  }

  private void reject(ApiError error) {
    isRejected = true;
    messages.discard();
    ErrorResponses.toGrpc(original(), error);
    Handler<Throwable> handler = failures;
    if (handler != null) {
      handler.handle(new StreamResetException(CANCEL));
    }
  }
}
