package dev.rollcall.check.grpc;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.text.PrintableText;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls grpc.health.v1.Health/Check.
 *
 * @param kind the service that is checked, and the metadata of the calls
 */
record StandardHealthCall(CheckKind.Grpc kind)
    implements HealthCall<HealthCheckRequest, HealthCheckResponse> {

  // In the standard, but not in the stubs that Quarkus ships.
  private static final int SERVICE_UNKNOWN = 3;

  @Override
  public MethodDescriptor<HealthCheckRequest, HealthCheckResponse> method() {
    return HealthGrpc.getCheckMethod();
  }

  @Override
  public HealthCheckRequest request() {
    return HealthCheckRequest.newBuilder().setService(kind.service()).build();
  }

  @Override
  public Outcome outcomeOf(HealthCheckResponse response, Duration roundTrip) {
    int status = response.getStatusValue();
    return switch (status) {
      case ServingStatus.SERVING_VALUE -> new Outcome.Success(roundTrip);
      case SERVICE_UNKNOWN -> unknownService(nameOf(status));
      default -> failure(Reason.NOT_SERVING, "answered " + nameOf(status) + aboutService());
    };
  }

  @Override
  public Optional<Outcome> outcomeOf(Status status) {
    return switch (status.getCode()) {
      case NOT_FOUND -> Optional.of(unknownService("NOT_FOUND"));
      case UNIMPLEMENTED ->
          Optional.of(
              failure(
                  Reason.UNIMPLEMENTED, "answered UNIMPLEMENTED: no grpc.health.v1 service there"));
      // Its health is unknown, and waiting does not help.
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          Optional.of(failure(Reason.PROTOCOL, GrpcOutcomes.answered(status) + credentials()));
      default -> Optional.empty();
    };
  }

  /** The name of a serving status, also of those that the stubs do not know. */
  static String nameOf(int status) {
    return status == SERVICE_UNKNOWN
        ? "SERVICE_UNKNOWN"
        : Optional.ofNullable(ServingStatus.forNumber(status))
            .map(ServingStatus::name)
            .orElse("the serving status " + status);
  }

  private Outcome unknownService(String answer) {
    return failure(
        Reason.NOT_SERVING,
        "answered %s: it does not know the service '%s'"
            .formatted(answer, PrintableText.printable(kind.service())));
  }

  private String aboutService() {
    return kind.service().isEmpty()
        ? GrpcOutcomes.EXPECTED
        : " for the service '"
            + PrintableText.printable(kind.service())
            + "'"
            + GrpcOutcomes.EXPECTED;
  }

  private String credentials() {
    return kind.metadata().isEmpty()
        ? "; its health service requires credentials, and none are configured"
        : "; its health service rejects the credentials in the metadata %s"
            .formatted(kind.metadata().keySet());
  }

  private static Outcome failure(Reason reason, String detail) {
    return new Outcome.Failure(reason, detail);
  }
}
