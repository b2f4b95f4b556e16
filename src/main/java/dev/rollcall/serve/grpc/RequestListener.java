package dev.rollcall.serve.grpc;

import dev.rollcall.serve.contract.Errors;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What a client sends in one call: exactly one request, then its end. */
final class RequestListener<Q> extends ServerCall.Listener<DecodedRequest<Q>> {

  private final Call call;
  private final BiConsumer<Q, Call> begin;
  private Optional<Q> request = Optional.empty();
  private Optional<StatusRuntimeException> refused = Optional.empty();

  /**
   * @param begin given the request once it is whole
   */
  RequestListener(
      Function<Optional<Duration>, Call> calls, Metadata headers, BiConsumer<Q, Call> begin) {
    Optional<Duration> timeout = Optional.empty();
    try {
      timeout = GrpcTimeout.of(headers);
    } catch (StatusRuntimeException e) {
      refused = Optional.of(e);
    }
    this.call = calls.apply(timeout);
    this.begin = begin;
  }

  @Override
  public void onMessage(DecodedRequest<Q> received) {
    if (request.isPresent()) {
      call.fail(Errors.requests("more than one request"));
    } else if (received instanceof DecodedRequest.Decoded<Q> good) {
      request = Optional.of(good.message());
    } else if (received instanceof DecodedRequest.Malformed<Q> bad) {
      call.fail(bad.why());
    }
  }

  @Override
  public void onHalfClose() {
    if (call.isOver()) {
      return;
    }
    if (refused.isPresent()) {
      call.fail(refused.get());
    } else if (request.isEmpty()) {
      call.fail(Errors.requests("no request"));
    } else {
      begin.accept(request.get(), call);
    }
  }

  @Override
  public void onReady() {
    call.becomeReady();
  }

  @Override
  public void onCancel() {
    call.end();
  }
}
