package dev.rollcall.serve.http;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.rollcall.json.Json;
import dev.rollcall.serve.contract.Errors;

/**
 * Why a request is not answered, as google.rpc.Status with ErrorInfo (AIP-193).
 *
 * @param reason UPPER_SNAKE, for programs
 * @param message for people: what was found, and what was expected
 */
record Refusal(Code code, String reason, String message) {

  static Refusal missingToken() {
    return unauthenticated(
        "MISSING_TOKEN", "a token is needed here; expected the header 'authorization: Bearer ...'");
  }

  static Refusal badToken() {
    return unauthenticated(
        "BAD_TOKEN", "this token is not the one in force; it may have been changed");
  }

  /**
   * @param where the part of the URI
   * @param what stands there
   */
  static Refusal badEscape(String where, String what) {
    return invalid(
        "BAD_ESCAPE",
        "the %s '%s' has a %% that is not followed by two hex digits; a %% itself is %%25"
            .formatted(where, what));
  }

  static Refusal missingHost() {
    return invalid(
        "MISSING_HOST",
        "the request names no host that can be read; expected the header 'Host', in HTTP/2"
            + " ':authority', such as 127.0.0.1:7655");
  }

  static Refusal invalid(String reason, String message) {
    return new Refusal(Code.INVALID_ARGUMENT, reason, message);
  }

  static Refusal tooMuch(String reason, String message) {
    return new Refusal(Code.RESOURCE_EXHAUSTED, reason, message);
  }

  private static Refusal unauthenticated(String reason, String message) {
    return new Refusal(Code.UNAUTHENTICATED, reason, message);
  }

  Status toStatus() {
    return Errors.of(code, reason, message);
  }

  /** The same as JSON. */
  String toJson() {
    return Json.of(toStatus()) + "\n";
  }
}
