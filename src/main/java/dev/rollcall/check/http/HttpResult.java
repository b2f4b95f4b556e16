package dev.rollcall.check.http;

import dev.rollcall.check.Outcome;
import java.time.Duration;
import java.util.Optional;

/** The result of one HTTP exchange with a peer. */
sealed interface HttpResult {

  /**
   * A response.
   *
   * @param status of the final response, not of interim ones (1xx)
   * @param location the target of a redirect
   * @param body as text; read only if the outcome depends on it, else empty
   * @param isWhole whether the body is complete; else it exceeded the limit
   * @param roundTrip from the request to the head of the response
   */
  record Response(
      int status, Optional<String> location, String body, boolean isWhole, Duration roundTrip)
      implements HttpResult {}

  /**
   * A response in another protocol.
   *
   * @param protocol its name, for messages
   */
  record NotHttp(String protocol) implements HttpResult {}

  /**
   * A response that violates HTTP.
   *
   * @param fault what is wrong with it, for messages
   */
  record Invalid(String fault) implements HttpResult {}

  /**
   * The deadline passed.
   *
   * @param stage how far the exchange had come, for messages
   */
  record TimedOut(String stage) implements HttpResult {}

  /**
   * The TLS handshake failed, or the connection ended before a response.
   *
   * @param outcome of the check
   */
  record ConnectionFailed(Outcome outcome) implements HttpResult {}

  /** The peer closed the connection in the middle of its response. */
  record CutOff() implements HttpResult {}
}
