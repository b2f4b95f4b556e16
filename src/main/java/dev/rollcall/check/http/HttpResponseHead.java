package dev.rollcall.check.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of the head of a response a check depends on.
 *
 * @param location the target of a redirect
 * @param contentLength the length of the body; absent: not known beforehand
 * @param isChunked whether the body comes in chunks, whatever the content length is
 * @param codings how the body is encoded, such as {@code gzip}, in the order they were applied
 */
record HttpResponseHead(
    int status,
    Optional<String> location,
    OptionalLong contentLength,
    boolean isChunked,
    List<String> codings) {

  private static final int SWITCHING_PROTOCOLS = 101;

  /** Whether the final response is still to come. */
  boolean isInterim() {
    return status < 200 && status != SWITCHING_PROTOCOLS;
  }
}
