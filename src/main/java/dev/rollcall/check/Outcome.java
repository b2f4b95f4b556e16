package dev.rollcall.check;

import java.time.Duration;

/** What came of one check. */
public sealed interface Outcome {

  /**
   * The peer answered as it should.
   *
   * @param roundTripTime from the question to the answer
   */
  record Success(Duration roundTripTime) implements Outcome {}

  /**
   * It did not.
   *
   * @param reason the kind of failure
   * @param detail for people: one line that holds the value and what was expected
   */
  record Failure(Reason reason, String detail) implements Outcome {}

  /**
   * The question could not be put, for a lack on this side such as that of file descriptors. It
   * says nothing of the peer.
   *
   * @param localError for people: one line, the same for every peer
   */
  record Skipped(String localError) implements Outcome {}
}
