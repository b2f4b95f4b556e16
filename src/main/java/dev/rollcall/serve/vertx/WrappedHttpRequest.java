package dev.rollcall.serve.vertx;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/**
 * Wraps a request, so that a router can be given another one in its place: it is a {@link
 * HttpServerRequest} that passes everything on, and a subclass overrides what it changes.
 *
 * <p>Vert.x Web casts each request to an internal type, so a plain implementation of the public
 * interface does not do (vertx-web issues 1938 and 1980).
 */
public abstract class WrappedHttpRequest extends HttpServerRequestWrapper {

  /**
   * @param request as a router hands it to its handlers
   */
  protected WrappedHttpRequest(HttpServerRequest request) {
    super((HttpServerRequestInternal) request);
  }

  /** The request as it came in. */
  protected final HttpServerRequest original() {
    return delegate;
  }
}
