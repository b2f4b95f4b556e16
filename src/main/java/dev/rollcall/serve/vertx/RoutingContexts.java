package dev.rollcall.serve.vertx;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps the HTTP exchange at hand for the call that it carries. The framework does so too, but only
 * until the request was routed: on a connection that is busy sending, the call starts later.
 */
public final class RoutingContexts {

  private static final String KEY = RoutingContexts.class.getName();

  private RoutingContexts() {}

  /** From here on, of all that this router routes. After what may hand on another request. */
  public static void keep(Router router) {
    router.route().order(Integer.MIN_VALUE + 1).handler(RoutingContexts::keep);
  }

  private static void keep(RoutingContext exchange) {
    Vertx.currentContext().putLocal(KEY, exchange);
    exchange.next();
  }

  /**
   * @throws IllegalStateException if what runs there is no HTTP exchange
   */
  static RoutingContext of(Context context) {
    RoutingContext exchange = context.getLocal(KEY);
    if (exchange == null) {
      throw new IllegalStateException("a call has come that is no HTTP exchange");
    }
    return exchange;
  }
}
