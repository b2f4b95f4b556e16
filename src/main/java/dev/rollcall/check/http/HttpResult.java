package dev.rollcall.check.http;

import dev.rollcall.check.Outcome;
import java.time.Duration;
import java.util.Optional;

/** How asking a peer ended. */
sealed interface HttpResult {

  /**
   * With an answer.
   *
   * @param status of the answer itself, not of those before it (1xx)
   * @param location where a redirect leads
   * @param body as it came; read only where the verdict depends on it, else empty
   * @param isWhole whether that is all of it; else it was longer than anyone reads
   * @param roundTrip from the request to the head of the answer
   */
  record Response(
      int status, Optional<String> location, String body, boolean isWhole, Duration roundTrip)
      implements HttpResult {}

  /**
   * With an answer in another protocol.
   *
   * @param protocol its name, for people
   */
  record NotHttp(String protocol) implements HttpResult {}

  /**
   * The time was up.
   *
   * @param stage how far it had come, for people
   */
  record TimedOut(String stage) implements HttpResult {}

  /**
   * The connection did not come about, or broke.
   *
   * @param outcome what that means
   */
  record Broken(Outcome outcome) implements HttpResult {}

  /** The peer hung up in the middle of its answer. */
  record CutOff() implements HttpResult {}
}
