package dev.rollcall.serve.http;

import dev.rollcall.directory.Revision;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.text.PrintableText;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Parses the revision after which the client of a watch resumes. */
final class ResumePoint {

  /** Sent by clients that lost their connection, with the id of the last event. */
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  /** The same, for those that have a list and begin to watch. */
  static final String PARAMETER = "after";

  private ResumePoint() {}

  /**
   * The header's, as it is the newer one, else the parameter's.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT for what cannot be one
   */
  static Optional<Revision> of(HttpServerRequest request, QueryParameters parameters) {
    Optional<Revision> parameter =
        parameters.one(PARAMETER).map(value -> revision(PARAMETER, value));
    return Optional.ofNullable(request.getHeader(LAST_EVENT_ID))
        .filter(value -> !value.isEmpty())
        .map(value -> revision(LAST_EVENT_ID, value))
        .or(() -> parameter);
  }

  private static Revision revision(String where, String value) {
    int slash = value.lastIndexOf('/');
    try {
      if (slash > 0) {
        return new Revision(
            value.substring(0, slash), Long.parseUnsignedLong(value.substring(slash + 1)));
      }
    } catch (NumberFormatException e) {
      // As without a number.
    }
    throw Errors.invalid(
        "BAD_REVISION",
        where,
        "'%s' is not a revision; expected EPOCH/NUMBER, which is the id of an event"
            .formatted(PrintableText.printable(value)));
  }
}
