package dev.rollcall.serve.page;

import dev.rollcall.directory.DirectoryView;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Serves {@code /} and {@code /page/*}. The files have no data, so they are public; the page gets
 * its data from the API, and the history of a peer from {@value #HISTORY}, which is not part of the
 * contract and may change with the page.
 */
public final class PageRoutes {

  private static final String HISTORY = "/page/history";

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int METHOD_NOT_ALLOWED = 405;

  /** Everything is loaded from this server only, and no text can become markup. */
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private final PageFiles files = new PageFiles();
  private final PeerHistory history;

  private PageRoutes(DirectoryView directory) {
    this.history = new PeerHistory(directory);
  }

  /** Adds the page to this router. Reads its files, which takes a moment. */
  public static void install(Router router, DirectoryView directory) {
    PageRoutes page = new PageRoutes(directory);
    router.route("/").handler(page::handle);
    router.route("/page/*").handler(page::handle);
  }

  // By the path as it was sent, as the guard compares it.
  private void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Optional<PageFile> file = files.at(request.path());
    boolean isHistory = request.path().equals(HISTORY);
    if (file.isEmpty() && !isHistory) {
      routing.next();
      return;
    }
    addSecurityHeaders(request.response());
    if (!isReadMethod(request.method())) {
      request.response().putHeader("allow", "GET, HEAD").setStatusCode(METHOD_NOT_ALLOWED);
      end(request, Buffer.buffer());
    } else if (file.isPresent()) {
      respond(request, file.get());
    } else {
      respond(request, history.of(request.query()));
    }
  }

  private static boolean isReadMethod(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private static void addSecurityHeaders(HttpServerResponse response) {
    response
        .putHeader("content-security-policy", POLICY)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader("cross-origin-opener-policy", "same-origin")
        .putHeader("cross-origin-resource-policy", "same-origin");
  }

  // Revalidated each time, so that a page never runs the scripts of another version.
  private static void respond(HttpServerRequest request, PageFile file) {
    HttpServerResponse response = request.response();
    response.putHeader("etag", file.tag()).putHeader("cache-control", "no-cache");
    if (file.isCachedAs(request.getHeader("if-none-match"))) {
      response.setStatusCode(NOT_MODIFIED);
      end(request, Buffer.buffer());
    } else {
      response.setStatusCode(OK).putHeader("content-type", file.type());
      end(request, Buffer.buffer(file.text()));
    }
  }

  private static void respond(HttpServerRequest request, PeerHistory.JsonResponse history) {
    request
        .response()
        .setStatusCode(history.status())
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store");
    end(request, Buffer.buffer(history.json()));
  }

  // A write that fails because the client has disconnected needs no handling.
  private static void end(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    boolean isHead = request.method().equals(HttpMethod.HEAD);
    if (isHead && body.length() > 0) {
      response.putHeader("content-length", String.valueOf(body.length()));
    }
    Future<Void> sent = isHead || body.length() == 0 ? response.end() : response.end(body);
    sent.otherwiseEmpty();
    if (!request.isEnded()) {
      request.resume();
    }
  }
}
