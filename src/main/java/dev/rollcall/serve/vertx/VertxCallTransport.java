package dev.rollcall.serve.vertx;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;

/**
 * The HTTP exchange that carries a call. The bridge from it to gRPC tells of a stream that the
 * client cancels, but not of a connection that breaks; the exchange tells of both.
 */
public final class VertxCallTransport implements CallTransport {

  private final Context context;
  private final RoutingContext exchange;

  private VertxCallTransport(Context context, RoutingContext exchange) {
    this.context = context;
    this.exchange = exchange;
  }

  /** Of the call that is starting. */
  public static CallTransport current() {
    Context context = Vertx.currentContext();
    return new VertxCallTransport(context, RoutingContexts.of(context));
  }

  @Override
  public Executor executor() {
    return task -> context.runOnContext(ignored -> task.run());
  }

  @Override
  public void onGone(Runnable gone) {
    exchange.addEndHandler(ignored -> gone.run());
  }
}
