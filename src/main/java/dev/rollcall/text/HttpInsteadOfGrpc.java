package dev.rollcall.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer with a status of HTTP and none of gRPC: it comes from a proxy, or from another kind of
 * server.
 *
 * @param status the status of HTTP
 */
public record HttpInsteadOfGrpc(int status) {

  // grpc-java 1.81 passes it on in this text alone (GrpcUtil.httpStatusToGrpcStatus).
  private static final Pattern DESCRIPTION = Pattern.compile("HTTP status code (\\d{3})\\b.*");

  /**
   * What grpc-java has found.
   *
   * @param description of the status that it made up; empty if it has none
   */
  public static Optional<HttpInsteadOfGrpc> in(String description) {
    Matcher matcher = DESCRIPTION.matcher(description.lines().findFirst().orElse(""));
    return matcher.matches()
        ? Optional.of(new HttpInsteadOfGrpc(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  /** Whether a proxy could not reach the server, or limits the calls: trying again may help. */
  public boolean isUnavailable() {
    return code().equals("UNAVAILABLE");
  }

  /** The status of gRPC that stands for it, by gRPC's http-grpc-status-mapping.md. */
  public String code() {
    return switch (status) {
      case 400 -> "INTERNAL";
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "UNIMPLEMENTED";
      case 429, 502, 503, 504 -> "UNAVAILABLE";
      default -> "UNKNOWN";
    };
  }

  /** For messages: {@code HTTP 502 from something in between}, {@code HTTP 404 without gRPC}. */
  @Override
  public String toString() {
    return "HTTP " + status + (isUnavailable() ? " from something in between" : " without gRPC");
  }
}
