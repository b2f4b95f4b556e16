package dev.rollcall.serve.grpc;

import dev.rollcall.directory.Receiver;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The server's side of one gRPC call. All of it happens on the event loop of the client's
 * connection, which other clients share, so nothing here may block. Once it has ended, sending is
 * ignored: a client may go at any time.
 */
final class Call implements Receiver {

  private final ServerCall<?, EncodedMessage> call;
  private final Executor executor;
  private final Optional<Duration> timeout;
  private Runnable onReady = () -> {};
  private Runnable onEnd = () -> {};
  private boolean hasEnded;

  Call(ServerCall<?, EncodedMessage> call, Executor executor, Optional<Duration> timeout) {
    this.call = call;
    this.executor = executor;
    this.timeout = timeout;
  }

  /** Runs a task on the event loop of the client's connection. */
  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /** How long the client waits, from the start of the call; absent: without limit. */
  Optional<Duration> timeout() {
    return timeout;
  }

  boolean isOver() {
    return hasEnded;
  }

  /** Whether what is sent now goes out at once, instead of waiting for a slow client. */
  @Override
  public boolean isReady() {
    return !hasEnded && call.isReady();
  }

  /** Calls back each time that it becomes ready. */
  void onReady(Runnable callback) {
    onReady = callback;
  }

  /** Calls back once, when it has ended, by whomever; at once if it has. */
  void onEnd(Runnable callback) {
    onEnd = callback;
    if (hasEnded) {
      callback.run();
    }
  }

  void send(EncodedMessage answer) {
    if (!hasEnded) {
      call.sendMessage(answer);
    }
  }

  /** Sends the last response, and ends the call. */
  void answer(EncodedMessage answer) {
    send(answer);
    close(Status.OK, new Metadata());
  }

  void fail(StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  private void close(Status status, Metadata trailers) {
    if (!hasEnded) {
      call.close(status, trailers);
      end();
    }
  }

  /** The client can take more. */
  void becomeReady() {
    if (!hasEnded) {
      onReady.run();
    }
  }

  /** Nothing can be sent any more. */
  void end() {
    if (!hasEnded) {
      hasEnded = true;
      onEnd.run();
    }
  }
}
