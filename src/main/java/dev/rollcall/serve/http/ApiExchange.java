package dev.rollcall.serve.http;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.rollcall.json.ProtoJson;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.serve.guard.HttpErrorMapper;
import dev.rollcall.text.PrintableText;
import io.grpc.StatusRuntimeException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** One HTTP request of the API and its response, on the connection's event loop. */
final class ApiExchange {

  private static final Logger LOG = Logger.getLogger(ApiExchange.class);

  private static final int NOT_MODIFIED = 304;
  private static final String RETRY_AFTER_SECONDS = "1";

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Executor workers;
  private final Context context = Vertx.currentContext();

  /**
   * @param workers where answers are written, as a long one would hold up the event loop
   */
  ApiExchange(HttpServerRequest request, Executor workers) {
    this.request = request;
    this.response = request.response();
    this.workers = workers;
    response.putHeader("x-content-type-options", "nosniff").putHeader("cache-control", "no-cache");
  }

  HttpServerRequest request() {
    return request;
  }

  /** Whether only the head of the response is requested. */
  boolean isHead() {
    return request.method().equals(HttpMethod.HEAD);
  }

  /**
   * Runs a task on the connection's event loop. Once that has ended, as the last of a shutdown, the
   * connection is closed, and nothing remains to be done.
   */
  void onLoop(Runnable task) {
    try {
      context.runOnContext(now -> task.run());
    } catch (RejectedExecutionException e) {
      LOG.debug("answered after the connections were closed", e);
    }
  }

  /**
   * Answers with this JSON, or that the client has it.
   *
   * @param body called by a worker; what it throws is the answer then
   */
  void answer(ETag tag, Supplier<String> body) {
    response.putHeader("etag", tag.value());
    if (tag.matches(request)) {
      response.setStatusCode(NOT_MODIFIED);
      end(Buffer.buffer());
      return;
    }
    try {
      workers.execute(() -> write(body));
    } catch (RejectedExecutionException e) {
      fail(Errors.shuttingDown());
    }
  }

  private void write(Supplier<String> body) {
    try {
      Buffer written = Buffer.buffer(body.get() + "\n");
      onLoop(() -> send(written));
    } catch (StatusRuntimeException e) {
      onLoop(() -> fail(e));
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "internal error in answering %s %s; please report it",
          request.method(),
          PrintableText.printable(request.path()));
      onLoop(() -> fail(Errors.internal()));
    }
  }

  void fail(StatusRuntimeException failure) {
    if (response.headWritten() || response.closed()) {
      return;
    }
    Status status = HttpErrorMapper.status(failure);
    response.headers().remove("etag");
    response.setStatusCode(HttpErrorMapper.httpStatus(status));
    if (status.getCode() == Code.UNIMPLEMENTED_VALUE) {
      response.putHeader("allow", "GET, HEAD");
    }
    if (HttpErrorMapper.isPassing(status)) {
      response.putHeader("retry-after", RETRY_AFTER_SECONDS);
    }
    send(Buffer.buffer(ProtoJson.of(status) + "\n"));
  }

  private void send(Buffer json) {
    response
        .putHeader("content-type", "application/json")
        .putHeader("content-length", String.valueOf(json.length()));
    end(json);
  }

  // A client that has gone gets no response, and a write that fails then is ignored.
  private void end(Buffer body) {
    if (response.ended() || response.closed()) {
      return;
    }
    boolean isBare = isHead() || body.length() == 0;
    var sent = isBare ? response.end() : response.end(body);
    sent.otherwiseEmpty();
    if (!request.isEnded()) {
      request.resume();
    }
  }
}
