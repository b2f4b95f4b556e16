package dev.rollcall.check.http;

import dev.rollcall.check.Outcome;
import java.time.Duration;
import java.util.Optional;

/** How asking a peer ended. */
sealed interface Reply {

  /**
   * With an answer.
   *
   * @param status of the answer itself, not of those before it (1xx)
   * @param location where a redirect leads
   * @param body as it came; read only where the verdict depends on it, else empty
   * @param isWhole whether that is all of it; else it was longer than anyone reads
   * @param roundTrip from the request to the head of the answer
   */
  record Answer(
      int status, Optional<String> location, String body, boolean isWhole, Duration roundTrip)
      implements Reply {}

  /**
   * With an answer in another protocol.
   *
   * @param protocol its name, for people
   */
  record Foreign(String protocol) implements Reply {}

  /**
   * The time was up.
   *
   * @param stage how far it had come, for people
   */
  record Late(String stage) implements Reply {}

  /**
   * The connection did not come about, or broke.
   *
   * @param outcome what that means
   */
  record Broken(Outcome outcome) implements Reply {}

  /** The peer hung up in the middle of its answer. */
  record CutOff() implements Reply {}
}
