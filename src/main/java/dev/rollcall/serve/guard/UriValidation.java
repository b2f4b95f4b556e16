package dev.rollcall.serve.guard;

import dev.rollcall.text.PrintableText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Validates the path and query of a request, as they were sent, and says what is wrong where. The
 * framework would answer an invalid URI with a bare 400, and routes would fail with a 500.
 */
public final class UriValidation {

  /**
   * The system property that turns off the framework's own validation (quarkus issue 37804 asks for
   * a setting); {@code true}, to be set before anything listens, and when a native binary is built.
   */
  public static final String PROPERTY = "vertx.disableURIValidation";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UriValidation() {}

  /**
   * The error, if the URI is invalid.
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
          "the %s '%s' is invalid: %s".formatted(where, part, lower(problem.getReason())));
    }
    char found = uri.charAt(at);
    return found == '%'
        ? ApiError.badEscape(where, part)
        : ApiError.invalid(
            "BAD_URI",
            "the %s '%s' has an unescaped '%s'; expected %%%s"
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
