package dev.rollcall.check.http;

import dev.rollcall.check.Deadline;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.text.PrintableText;

/** Maps results of HTTP exchanges to outcomes. A pure function. */
final class HttpOutcomes {

  private HttpOutcomes() {}

  /**
   * The outcome of a check with this result.
   *
   * @param kind what was requested and is expected
   * @param endpoint what was checked, for messages
   * @param deadline of the check
   */
  static Outcome of(HttpResult result, CheckKind.Http kind, String endpoint, Deadline deadline) {
    if (result instanceof HttpResult.Response response) {
      return isExpected(response.status(), kind)
          ? bodyOutcome(response, kind)
          : statusOutcome(response, kind);
    }
    if (result instanceof HttpResult.TimedOut timeout) {
      return failure(
          Reason.TIMEOUT, "no answer within %s (%s)".formatted(deadline, timeout.stage()));
    }
    if (result instanceof HttpResult.NotHttp other) {
      return failure(
          Reason.PROTOCOL,
          "%s speaks %s; expected HTTP/1.1%s"
              .formatted(endpoint, other.protocol(), kind.tls().isPresent() ? " over TLS" : ""));
    }
    if (result instanceof HttpResult.Invalid invalid) {
      return failure(
          Reason.PROTOCOL, endpoint + " sent an invalid HTTP response: " + invalid.fault());
    }
    if (result instanceof HttpResult.CutOff) {
      return failure(
          Reason.PROTOCOL, endpoint + " closed the connection in the middle of its response");
    }
    return ((HttpResult.ConnectionFailed) result).outcome();
  }

  /** Whether the outcome depends on the body of a response with this status. */
  static boolean needsBody(int status, CheckKind.Http kind) {
    return kind.body().isPresent() && isExpected(status, kind);
  }

  private static boolean isExpected(int status, CheckKind.Http kind) {
    return kind.status().isPresent()
        ? status == kind.status().getAsInt()
        : status >= 200 && status < 300;
  }

  private static Outcome bodyOutcome(HttpResult.Response response, CheckKind.Http kind) {
    String expected = kind.body().map(HttpBodyText::withoutMark).map(String::strip).orElse("");
    boolean matches = response.isWhole() && response.body().strip().equals(expected);
    if (kind.body().isEmpty() || matches) {
      return new Outcome.Success(response.roundTrip());
    }
    String rest = response.isWhole() ? "" : " and far more";
    return failure(
        Reason.WRONG_PEER,
        "GET %s answered '%s'%s; expected '%s'"
            .formatted(
                printable(kind.path()),
                printable(withoutSecrets(response.body(), kind)),
                rest,
                printable(expected)));
  }

  /** Some servers repeat the request in their answer, and so what its headers have. */
  private static String withoutSecrets(String text, CheckKind.Http kind) {
    String hidden = text;
    for (String value : kind.headers().values()) {
      hidden = hidden.replace(value, "(hidden)");
    }
    return hidden;
  }

  private static Outcome statusOutcome(HttpResult.Response response, CheckKind.Http kind) {
    int status = response.status();
    String detail =
        "GET %s answered %d%s; expected %s"
            .formatted(printable(kind.path()), status, meaning(response, kind), expected(kind));
    return failure(reason(status), detail);
  }

  private static Reason reason(int status) {
    return switch (status) {
      case 404, 405, 501 -> Reason.UNIMPLEMENTED;
      case 429 -> Reason.NOT_SERVING;
      default -> status >= 500 && status < 600 ? Reason.NOT_SERVING : Reason.PROTOCOL;
    };
  }

  private static String meaning(HttpResult.Response response, CheckKind.Http kind) {
    return switch (response.status()) {
      case 401, 403 -> " (it requires credentials)";
      case 404 -> " (it has no such path)";
      case 429 -> " (too many requests)";
      default ->
          response
              .location()
              .map(target -> printable(withoutSecrets(target, kind)))
              .map(target -> " (redirects to " + target + ", which is not followed)")
              .orElse("");
    };
  }

  private static String expected(CheckKind.Http kind) {
    return kind.status().isPresent()
        ? String.valueOf(kind.status().getAsInt())
        : "any from 200 to 299";
  }

  private static String printable(String text) {
    return PrintableText.printable(text.strip());
  }

  private static Outcome failure(Reason reason, String detail) {
    return new Outcome.Failure(reason, detail);
  }
}
