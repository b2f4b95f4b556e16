package dev.rollcall.serve.http;

import dev.rollcall.directory.Delta;
import dev.rollcall.directory.Receiver;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.directory.WatchEvent;
import dev.rollcall.serve.contract.PacedSession;
import io.grpc.StatusRuntimeException;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Executor;

/**
 * Sends one watch as server-sent events. Workers encode what is long; all else happens on the
 * connection's event loop.
 */
final class SseWatchClient implements PacedSession.Client<WatchEvent>, Receiver {

  /** A client that lost its connection asks again after so many milliseconds. */
  private static final String RETRY = "retry: 1000\n\n";

  private final ApiExchange exchange;
  private final EventStream stream;
  private final EventEncoder encoder;
  private final Executor workers;
  private final PacedSession<WatchEvent> session = new PacedSession<>(this);
  private boolean isRejected;
  private boolean isEncoding;

  SseWatchClient(ApiExchange exchange, EventEncoder encoder, Executor workers) {
    this.exchange = exchange;
    this.stream = new EventStream(exchange.request());
    this.encoder = encoder;
    this.workers = workers;
  }

  /**
   * Goes on until the client or the service ends it.
   *
   * @param events received here; a failure at once is an error response
   */
  void start(Multi<WatchEvent> events) {
    events.subscribe(session);
    if (isRejected) {
      return;
    }
    stream.begin(session::resume, session::cancel);
    stream.send(Buffer.buffer(RETRY));
    session.resume();
  }

  @Override
  public void execute(Runnable task) {
    exchange.onLoop(task);
  }

  @Override
  public boolean isReady() {
    return !isEncoding && stream.isReady();
  }

  @Override
  public void send(WatchEvent event) {
    event
        .delta()
        .ifPresentOrElse(
            delta -> encodeAndSend(delta, event.snapshot()),
            () -> stream.send(EventEncoder.keepAlive(event.snapshot())));
  }

  @Override
  public void fail(StatusRuntimeException reason) {
    if (stream.hasBegun()) {
      stream.close();
    } else {
      isRejected = true;
      exchange.fail(reason);
    }
  }

  private void encodeAndSend(Delta delta, Snapshot snapshot) {
    isEncoding = true;
    workers.execute(() -> encode(delta, snapshot));
  }

  /** By a worker. */
  private void encode(Delta delta, Snapshot snapshot) {
    try {
      Buffer encoded = encoder.encode(delta, snapshot);
      exchange.onLoop(() -> onEncoded(encoded));
    } catch (RuntimeException e) {
      exchange.onLoop(() -> onError(e));
    }
  }

  private void onEncoded(Buffer encoded) {
    isEncoding = false;
    stream.send(encoded);
    session.resume();
  }

  private void onError(RuntimeException failure) {
    session.cancel();
    session.onFailure(failure);
  }
}
