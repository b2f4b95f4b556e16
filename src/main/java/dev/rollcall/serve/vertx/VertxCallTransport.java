package dev.rollcall.serve.vertx;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;

/**
 * Reports the end of the HTTP exchange that carries a call. The bridge from HTTP to gRPC does not
 * report each cancelled call (vert.x issue 5562, quarkus issue 56268), and no connection that
 * breaks; the exchange reports both.
 */
public final class VertxCallTransport implements CallTransport {

  private final Context context;
  private final RoutingContext exchange;

  private VertxCallTransport(Context context, RoutingContext exchange) {
    this.context = context;
    this.exchange = exchange;
  }

  /** That of the call that is being started on this thread. */
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
