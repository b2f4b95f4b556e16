package dev.rollcall.check.exo;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.grpc.HealthCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls node_service.NodeService/HealthCheck: an empty request, and whether the node is healthy.
 */
final class ExoHealthCall implements HealthCall<ExoMessages.Request, ExoMessages.Response> {

  static final String SERVICE = "node_service.NodeService";

  private final MethodDescriptor<ExoMessages.Request, ExoMessages.Response> method =
      MethodDescriptor.newBuilder(ExoMessages.REQUESTS, ExoMessages.RESPONSES)
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "HealthCheck"))
          .build();

  @Override
  public MethodDescriptor<ExoMessages.Request, ExoMessages.Response> method() {
    return method;
  }

  @Override
  public ExoMessages.Request request() {
    return new ExoMessages.Request();
  }

  @Override
  public Outcome outcomeOf(ExoMessages.Response response, Duration roundTrip) {
    return response.isHealthy()
        ? new Outcome.Success(roundTrip)
        : new Outcome.Failure(
            Reason.NOT_SERVING, "answered is_healthy: false; expected is_healthy: true");
  }

  @Override
  public Optional<Outcome> outcomeOf(Status status) {
    return status.getCode() == Status.Code.UNIMPLEMENTED
        ? Optional.of(
            new Outcome.Failure(
                Reason.UNIMPLEMENTED,
                "answered UNIMPLEMENTED: no %s there; expected exo 0.0.x (exo 1.x is checked with"
                        .formatted(SERVICE)
                    + " the kind http at /node_id)"))
        : Optional.empty();
  }
}
