package dev.rollcall.serve.vertx;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Stores the routing context of each request for the gRPC call that it carries. The framework does
 * so too, but only until the request was routed; on a connection that is busy sending, the call
 * starts later (Quarkus 3.37).
 */
public final class RoutingContexts {

  private static final String KEY = RoutingContexts.class.getName();

  private RoutingContexts() {}

  /** For all requests of this router; to be called after handlers that may replace a request. */
  public static void keep(Router router) {
    router.route().order(Integer.MIN_VALUE + 1).handler(RoutingContexts::keep);
  }

  private static void keep(RoutingContext exchange) {
    Vertx.currentContext().putLocal(KEY, exchange);
    exchange.next();
  }

  /**
   * @throws IllegalStateException if no request is handled there
   */
  static RoutingContext of(Context context) {
    RoutingContext exchange = context.getLocal(KEY);
    if (exchange == null) {
      throw new IllegalStateException("a call has no HTTP exchange");
    }
    return exchange;
  }
}
