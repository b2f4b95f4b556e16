package dev.rollcall.check.http;

import dev.rollcall.check.Deadline;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.text.PrintableText;

/** What a reply means for a check: a pure function. */
final class HttpOutcomes {

  private HttpOutcomes() {}

  /**
   * Judges one reply.
   *
   * @param kind what was asked for and is expected
   * @param place what was asked, for people
   * @param limit how long the answer could take
   */
  static Outcome of(HttpResult reply, CheckKind.Http kind, String place, Deadline limit) {
    if (reply instanceof HttpResult.Response answer) {
      return isExpected(answer.status(), kind) ? body(answer, kind) : status(answer, kind);
    }
    if (reply instanceof HttpResult.TimedOut late) {
      return failure(Reason.TIMEOUT, "no answer within %s (%s)".formatted(limit, late.stage()));
    }
    if (reply instanceof HttpResult.NotHttp foreign) {
      return failure(
          Reason.PROTOCOL,
          "%s speaks %s; expected HTTP/1.1%s"
              .formatted(place, foreign.protocol(), kind.tls().isPresent() ? " over TLS" : ""));
    }
    if (reply instanceof HttpResult.CutOff) {
      return failure(Reason.PROTOCOL, place + " closed the connection in the middle of its answer");
    }
    return ((HttpResult.Broken) reply).outcome();
  }

  /** Whether what follows in the answer is of interest. */
  static boolean needsBody(int status, CheckKind.Http kind) {
    return kind.body().isPresent() && isExpected(status, kind);
  }

  private static boolean isExpected(int status, CheckKind.Http kind) {
    return kind.status().isPresent()
        ? status == kind.status().getAsInt()
        : status >= 200 && status < 300;
  }

  private static Outcome body(HttpResult.Response answer, CheckKind.Http kind) {
    String expected = kind.body().map(String::strip).orElse("");
    boolean same = answer.isWhole() && answer.body().strip().equals(expected);
    if (kind.body().isEmpty() || same) {
      return new Outcome.Success(answer.roundTrip());
    }
    String all = answer.isWhole() ? "" : " and far more";
    return failure(
        Reason.WRONG_PEER,
        "GET %s answered '%s'%s; expected '%s'"
            .formatted(shown(kind.path()), shown(answer.body()), all, shown(expected)));
  }

  private static Outcome status(HttpResult.Response answer, CheckKind.Http kind) {
    int status = answer.status();
    String detail =
        "GET %s answered %d%s; expected %s"
            .formatted(shown(kind.path()), status, meaning(answer), expected(kind));
    return failure(reason(status), detail);
  }

  private static Reason reason(int status) {
    return switch (status) {
      case 404, 405, 501 -> Reason.UNIMPLEMENTED;
      case 429 -> Reason.NOT_SERVING;
      default -> status >= 500 && status < 600 ? Reason.NOT_SERVING : Reason.PROTOCOL;
    };
  }

  private static String meaning(HttpResult.Response answer) {
    return switch (answer.status()) {
      case 401, 403 -> " (it wants credentials)";
      case 404 -> " (it has no such path)";
      case 429 -> " (it is asked too often)";
      default ->
          answer
              .location()
              .map(place -> " (leads to " + shown(place) + ", which is not followed)")
              .orElse("");
    };
  }

  private static String expected(CheckKind.Http kind) {
    return kind.status().isPresent()
        ? String.valueOf(kind.status().getAsInt())
        : "any from 200 to 299";
  }

  private static String shown(String text) {
    return PrintableText.printable(text.strip());
  }

  private static Outcome failure(Reason reason, String detail) {
    return new Outcome.Failure(reason, detail);
  }
}
