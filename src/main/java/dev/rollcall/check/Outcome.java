package dev.rollcall.check;

import java.time.Duration;

/** The outcome of one check. */
public sealed interface Outcome {

  /**
   * The peer answered as expected.
   *
   * @param roundTripTime from the request to the response
   */
  record Success(Duration roundTripTime) implements Outcome {}

  /**
   * The peer did not answer as expected.
   *
   * @param reason the kind of failure
   * @param detail for users: one line with the actual value and what was expected
   */
  record Failure(Reason reason, String detail) implements Outcome {}

  /**
   * The check could not be made because of a local error, such as a shortage of file descriptors.
   * It says nothing about the peer.
   *
   * @param localError for users: one line, the same for every peer
   */
  record Skipped(String localError) implements Outcome {}
}
