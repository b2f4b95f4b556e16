package dev.rollcall.serve.guard;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.rollcall.json.ProtoJson;
import dev.rollcall.serve.contract.Errors;

/**
 * Why a request is not answered, as google.rpc.Status with ErrorInfo (AIP-193).
 *
 * @param reason UPPER_SNAKE, for programs
 * @param message for people: what was found, and what was expected
 */
public record ApiError(Code code, String reason, String message) {

  static ApiError missingToken() {
    return unauthenticated(
        "MISSING_TOKEN", "a token is needed here; expected the header 'authorization: Bearer ...'");
  }

  static ApiError badToken() {
    return unauthenticated(
        "BAD_TOKEN", "this token is not the one in force; it may have been changed");
  }

  /**
   * A broken percent escape.
   *
   * @param where the part of the URI
   * @param what stands there
   */
  public static ApiError badEscape(String where, String what) {
    return invalid(
        "BAD_ESCAPE",
        "the %s '%s' has a %% that is not followed by two hex digits; a %% itself is %%25"
            .formatted(where, what));
  }

  static ApiError missingHost() {
    return invalid(
        "MISSING_HOST",
        "the request names no host that can be read; expected the header 'Host', in HTTP/2"
            + " ':authority', such as 127.0.0.1:7655");
  }

  static ApiError invalid(String reason, String message) {
    return new ApiError(Code.INVALID_ARGUMENT, reason, message);
  }

  static ApiError tooMuch(String reason, String message) {
    return new ApiError(Code.RESOURCE_EXHAUSTED, reason, message);
  }

  private static ApiError unauthenticated(String reason, String message) {
    return new ApiError(Code.UNAUTHENTICATED, reason, message);
  }

  public Status toStatus() {
    return Errors.of(code, reason, message);
  }

  /** The same as JSON. */
  String toJson() {
    return ProtoJson.of(toStatus()) + "\n";
  }
}
