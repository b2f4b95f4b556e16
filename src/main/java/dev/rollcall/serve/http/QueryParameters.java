package dev.rollcall.serve.http;

import dev.rollcall.serve.contract.Errors;
import dev.rollcall.serve.guard.HttpErrorMapper;
import dev.rollcall.text.ClosestMatch;
import dev.rollcall.text.PrintableText;
import io.grpc.StatusRuntimeException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the parameters of a query. Strict: one that is unknown or given twice is an error. */
final class QueryParameters {

  private final MultiMap sent;

  private QueryParameters(MultiMap sent) {
    this.sent = sent;
  }

  /**
   * @param known the names that there may be
   * @throws StatusRuntimeException INVALID_ARGUMENT if there is another
   */
  static QueryParameters of(HttpServerRequest request, List<String> known) {
    MultiMap sent = decoded(request);
    for (String name : sent.names()) {
      if (!known.contains(name)) {
        throw Errors.invalid(
            "UNKNOWN_PARAMETER",
            PrintableText.printable(name),
            "unknown parameter; " + advice(name, known));
      }
    }
    return new QueryParameters(sent);
  }

  private static String advice(String unknown, List<String> known) {
    String expected =
        known.isEmpty() ? "there are none here" : "expected one of " + String.join(", ", known);
    return ClosestMatch.closest(unknown, known)
        .map("did you mean '%s'?"::formatted)
        .orElse(expected);
  }

  private static MultiMap decoded(HttpServerRequest request) {
    try {
      return request.params(true);
    } catch (IllegalArgumentException e) {
      throw HttpErrorMapper.badEscape(
          "query", PrintableText.printable(String.valueOf(request.query())));
    }
  }

  /** All values of this name, in order. */
  List<String> all(String name) {
    return sent.getAll(name);
  }

  /**
   * All values of this name, in order, each of which may be several separated by commas, without
   * the white space around them. The last may end in a comma, as on the command line.
   */
  List<String> list(String name) {
    return sent.getAll(name).stream().flatMap(QueryParameters::items).toList();
  }

  private static Stream<String> items(String value) {
    String[] items = value.split(",");
    return items.length == 0 ? Stream.of(value) : Stream.of(items).map(String::strip);
  }

  /**
   * The value of this name, if it is there.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT if it is given twice
   */
  Optional<String> one(String name) {
    List<String> values = sent.getAll(name);
    if (values.size() > 1) {
      throw Errors.invalid(
          "REPEATED_PARAMETER",
          name,
          "it is given %d times; expected at most once".formatted(values.size()));
    }
    return values.stream().findFirst();
  }

  /**
   * The value of this name, if it is there, read.
   *
   * @param read throws IllegalArgumentException for what it cannot read
   * @param expected what can be, for the message
   */
  <T> Optional<T> one(String name, Function<String, T> read, String expected) {
    return one(name).map(value -> read(name, value, read, expected));
  }

  private static <T> T read(String name, String value, Function<String, T> read, String expected) {
    try {
      return read.apply(value);
    } catch (IllegalArgumentException e) {
      throw invalid(name, value, expected);
    }
  }

  static StatusRuntimeException invalid(String name, String value, String expected) {
    return Errors.invalid(
        "BAD_VALUE", name, "'%s' is not %s".formatted(PrintableText.printable(value), expected));
  }
}
