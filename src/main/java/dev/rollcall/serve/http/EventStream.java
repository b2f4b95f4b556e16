package dev.rollcall.serve.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A response of server-sent events. On the connection's event loop. Once it is over, sending is
 * ignored: a client may go at any time.
 */
final class EventStream {

  private static final int OK = 200;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private Runnable onEnd = () -> {};
  private boolean begun;
  private boolean hasEnded;

  EventStream(HttpServerRequest request) {
    this.request = request;
    this.response = request.response();
  }

  /** Sends the head alone. */
  void head() {
    prepare();
    close();
  }

  /**
   * Begins.
   *
   * @param ready called each time that the client can take more
   * @param end called once, when it is over, by whomever
   */
  void begin(Runnable ready, Runnable end) {
    onEnd = end;
    begun = true;
    prepare();
    response
        .setChunked(true)
        .drainHandler(drained -> ready.run())
        .closeHandler(closed -> end())
        .exceptionHandler(broken -> end());
    if (response.closed()) {
      end();
    }
  }

  private void prepare() {
    response
        .setStatusCode(OK)
        .putHeader("content-type", "text/event-stream")
        // Proxies would keep events until there are enough of them.
        .putHeader("x-accel-buffering", "no");
    if (!request.isEnded()) {
      request.resume();
    }
  }

  boolean hasBegun() {
    return begun;
  }

  /** Whether what is sent now goes out at once, instead of waiting for a slow client. */
  boolean isReady() {
    return !hasEnded && !response.writeQueueFull();
  }

  void send(Buffer text) {
    if (!hasEnded && !response.closed()) {
      response.write(text).otherwiseEmpty();
    }
  }

  /** Ends it; a client that does not read is cut off, as it would not see the end either. */
  void close() {
    if (hasEnded) {
      return;
    }
    if (response.writeQueueFull()) {
      response.reset();
    } else {
      response.end().otherwiseEmpty();
    }
    end();
  }

  private void end() {
    if (!hasEnded) {
      hasEnded = true;
      onEnd.run();
    }
  }
}
