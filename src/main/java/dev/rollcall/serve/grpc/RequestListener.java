package dev.rollcall.serve.grpc;

import dev.rollcall.serve.contract.Errors;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Receives what a client sends in one call: exactly one request, then the half-close. */
final class RequestListener<Q> extends ServerCall.Listener<DecodedRequest<Q>> {

  private final Call call;
  private final BiConsumer<Q, Call> begin;
  private Optional<Q> request = Optional.empty();
  private Optional<StatusRuntimeException> headerError = Optional.empty();

  /**
   * @param begin given the request once it is whole
   */
  RequestListener(
      Function<Optional<Duration>, Call> calls, Metadata headers, BiConsumer<Q, Call> begin) {
    Optional<Duration> timeout = Optional.empty();
    try {
      timeout = GrpcTimeout.of(headers);
    } catch (StatusRuntimeException e) {
      headerError = Optional.of(e);
    }
    this.call = calls.apply(timeout);
    this.begin = begin;
  }

  @Override
  public void onMessage(DecodedRequest<Q> received) {
    if (request.isPresent()) {
      call.fail(Errors.notOneRequest("more than one request"));
    } else if (received instanceof DecodedRequest.Decoded<Q> good) {
      request = Optional.of(good.message());
    } else if (received instanceof DecodedRequest.Malformed<Q> bad) {
      call.fail(bad.error());
    }
  }

  @Override
  public void onHalfClose() {
    if (call.isOver()) {
      return;
    }
    if (headerError.isPresent()) {
      call.fail(headerError.get());
    } else if (request.isEmpty()) {
      call.fail(Errors.notOneRequest("no request"));
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
