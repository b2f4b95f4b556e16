package dev.rollcall.serve.grpc;

import dev.rollcall.serve.contract.Errors;
import dev.rollcall.v1.health.HealthCheckResponse.ServingStatus;
import java.util.Optional;
import java.util.function.Function;

/** One Watch of grpc.health.v1: the status at once, then each change that the client can take. */
final class HealthWatch implements StreamingCall {

  private final Call call;
  private final String service;
  private final Function<String, ServingStatus> statuses;
  private Optional<ServingStatus> told = Optional.empty();

  HealthWatch(Call call, String service, Function<String, ServingStatus> statuses) {
    this.call = call;
    this.service = service;
    this.statuses = statuses;
  }

  @Override
  public void onChange() {
    Optional<ServingStatus> now = Optional.of(statuses.apply(service));
    if (call.isReady() && !now.equals(told)) {
      told = now;
      call.send(EncodedMessage.of(HealthService.response(now.get())));
    }
  }

  /** Rollcall itself serves no more, which is told before the end; a peer may well do. */
  @Override
  public void onShutdown() {
    onChange();
    call.fail(Errors.ending());
  }

  @Override
  public void clear() {}
}
