package dev.rollcall.serve.guard;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.rollcall.json.ProtoJson;
import dev.rollcall.serve.contract.Errors;

/**
 * The error that a request is rejected with: google.rpc.Status with ErrorInfo (AIP-193).
 *
 * @param reason UPPER_SNAKE, for programs
 * @param message for people: what was found, and what was expected
 */
public record ApiError(Code code, String reason, String message) {

  static ApiError missingToken() {
    return unauthenticated(
        "MISSING_TOKEN", "a token is required; expected the header 'authorization: Bearer ...'");
  }

  static ApiError badToken() {
    return unauthenticated(
        "BAD_TOKEN", "the token is not the active one; it may have been changed");
  }

  /**
   * A broken percent escape.
   *
   * @param where the part of the URI
   * @param text of that part
   */
  public static ApiError badEscape(String where, String text) {
    return invalid(
        "BAD_ESCAPE",
        "the %s '%s' has a %% that is not followed by two hex digits; a %% itself is %%25"
            .formatted(where, text));
  }

  static ApiError missingHost() {
    return invalid(
        "MISSING_HOST",
        "the request has no valid host; expected the header 'Host', in HTTP/2 ':authority',"
            + " such as 127.0.0.1:7655");
  }

  static ApiError malformed() {
    return invalid(
        "MALFORMED_REQUEST", "a part of the request, such as a header or its query, is malformed");
  }

  static ApiError repeatedHost() {
    return invalid("REPEATED_HOST", "the request has several 'Host' headers; expected one");
  }

  static ApiError hostNotAllowed(String message) {
    return new ApiError(Code.PERMISSION_DENIED, "HOST_NOT_ALLOWED", message);
  }

  static ApiError invalid(String reason, String message) {
    return new ApiError(Code.INVALID_ARGUMENT, reason, message);
  }

  static ApiError exhausted(String reason, String message) {
    return new ApiError(Code.RESOURCE_EXHAUSTED, reason, message);
  }

  private static ApiError unauthenticated(String reason, String message) {
    return new ApiError(Code.UNAUTHENTICATED, reason, message);
  }

  /** The error as gRPC sends it. */
  public Status toStatus() {
    return Errors.of(code, reason, message);
  }

  /** The error as HTTP sends it. */
  String toJson() {
    return ProtoJson.of(toStatus()) + "\n";
  }
}
