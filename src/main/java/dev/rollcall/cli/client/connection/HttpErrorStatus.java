package dev.rollcall.cli.client.connection;

import io.grpc.Status;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP status of a response that is not gRPC. gRPC for Java reports it only in the description
 * of its own status (1.81, {@code GrpcUtil.httpStatusToGrpcStatus}).
 *
 * @param code such as 502
 */
record HttpErrorStatus(int code) {

  private static final Pattern DESCRIPTION =
      Pattern.compile("HTTP status code ([1-9][0-9]{2})(\\R.*)?", Pattern.DOTALL);

  static Optional<HttpErrorStatus> of(Status status) {
    Matcher matcher = DESCRIPTION.matcher(Optional.ofNullable(status.getDescription()).orElse(""));
    return matcher.matches()
        ? Optional.of(new HttpErrorStatus(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  /**
   * Whether a proxy or load balancer has answered for a server that it cannot reach now: the
   * statuses that gRPC maps to UNAVAILABLE.
   */
  boolean isFromGateway() {
    return switch (code) {
      case 429, 502, 503, 504 -> true;
      default -> false;
    };
  }
}
