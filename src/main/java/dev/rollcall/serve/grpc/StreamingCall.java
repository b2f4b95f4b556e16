package dev.rollcall.serve.grpc;

import dev.rollcall.serve.contract.PacedSession;
import io.grpc.StatusRuntimeException;
import io.smallrye.mutiny.Multi;
import java.util.function.Function;

/** A server-streaming call: sends the items of a stream for as long as the client stays. */
final class StreamingCall<T> implements PacedSession.Client<T> {

  private final Call call;
  private final Function<T, EncodedMessage> encoder;

  private StreamingCall(Call call, Function<T, EncodedMessage> encoder) {
    this.call = call;
    this.encoder = encoder;
  }

  /**
   * @param items emitted on the call's thread, while it is ready
   */
  static <T> void start(Call call, Multi<T> items, Function<T, EncodedMessage> encoder) {
    PacedSession<T> session = new PacedSession<>(new StreamingCall<>(call, encoder));
    items.subscribe(session);
    call.onReady(session::resume);
    call.onEnd(session::cancel);
    session.resume();
  }

  @Override
  public boolean isReady() {
    return call.isReady();
  }

  @Override
  public void send(T item) {
    call.send(encoder.apply(item));
  }

  @Override
  public void fail(StatusRuntimeException reason) {
    call.fail(reason);
  }
}
