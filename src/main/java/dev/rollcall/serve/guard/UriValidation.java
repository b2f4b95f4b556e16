package dev.rollcall.serve.guard;

import dev.rollcall.text.PrintableText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request asks for, as it was sent. The framework would answer one that it cannot read with
 * a bare 400, and the routes behind would take it for a fault of theirs; so it is told before them.
 */
public final class UriValidation {

  /**
   * The system property that leaves the judgement to us; {@code true}, to be set before anything
   * listens, and when a native binary is built.
   */
  public static final String PROPERTY = "vertx.disableURIValidation";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UriValidation() {}

  /**
   * Why nobody can read this one.
   *
   * @param uri the path and the query
   */
  static Optional<ApiError> problem(String uri) {
    try {
      URI unused = new URI(uri);
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of(problem(uri, e));
    }
  }

  private static ApiError problem(String uri, URISyntaxException problem) {
    int at = problem.getIndex();
    int query = uri.indexOf('?');
    boolean isPath = query < 0 || at < query;
    String where = isPath ? "path" : "query";
    String part =
        PrintableText.printable(
            isPath ? uri.substring(0, query < 0 ? uri.length() : query) : uri.substring(query + 1));
    if (at < 0 || at >= uri.length()) {
      return ApiError.invalid(
          "BAD_URI",
          "the %s '%s' cannot be read: %s".formatted(where, part, lower(problem.getReason())));
    }
    char found = uri.charAt(at);
    return found == '%'
        ? ApiError.badEscape(where, part)
        : ApiError.invalid(
            "BAD_URI",
            "the %s '%s' has a '%s' as it is; expected it escaped, as %%%s"
                .formatted(
                    where,
                    part,
                    PrintableText.printable(String.valueOf(found)),
                    HEX.toHexDigits((byte) found)));
  }

  private static String lower(String reason) {
    return reason.toLowerCase(Locale.ROOT);
  }
}
