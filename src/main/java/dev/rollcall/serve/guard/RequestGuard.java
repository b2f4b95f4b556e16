package dev.rollcall.serve.guard;

import dev.rollcall.serve.vertx.ConnectionGuard;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * Stands before every route. Without the token in force there is one answer, whatever is asked for,
 * but for health; and what is asked is let in only in a form that those behind can bear.
 */
public final class RequestGuard implements Handler<RoutingContext> {

  private static final String SCHEME = "bearer ";
  private static final String INSIDE = RequestGuard.class.getName();

  private final TokenProvider tokens;
  private final InboundMemoryLimit budget;
  private final Router router;

  private RequestGuard(TokenProvider tokens, InboundMemoryLimit budget, Router router) {
    this.tokens = tokens;
    this.budget = budget;
    this.router = router;
  }

  /** Puts a gate before all that this router routes. */
  public static void install(Router router, TokenProvider tokens, InboundMemoryLimit budget) {
    RequestGuard gate = new RequestGuard(tokens, budget, router);
    router.route().order(Integer.MIN_VALUE).handler(gate).failureHandler(gate::fail);
  }

  /** What no route could ever have fails before it comes to any: a strange path, no host. */
  private void fail(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    boolean isCall = GrpcHeaders.isCall(request);
    Optional<ApiError> unfit = unfit(request, isCall).or(() -> withoutHost(request));
    if (unfit.isPresent() && !routing.response().headWritten()) {
      refuse(request, isCall, unfit.get());
    } else {
      routing.next();
    }
  }

  @Override
  public void handle(RoutingContext routing) {
    Context context = Vertx.currentContext();
    if (context.getLocal(INSIDE) != null) {
      routing.next();
      return;
    }
    HttpServerRequest request = routing.request();
    boolean isCall = GrpcHeaders.isCall(request);
    Optional<ApiError> refusal = refusal(request, isCall);
    if (refusal.isPresent()) {
      refuse(request, isCall, refusal.get());
      return;
    }
    prove(request);
    if (isCall) {
      letIn(context, request);
    } else {
      routing.next();
    }
  }

  private Optional<ApiError> refusal(HttpServerRequest request, boolean isCall) {
    Optional<ApiError> unfit = unfit(request, isCall);
    return unfit.isPresent() || !isCall ? unfit : GrpcHeaders.problem(request.headers());
  }

  /** Who has no token is told nothing else. */
  private Optional<ApiError> unfit(HttpServerRequest request, boolean isCall) {
    return tokens
        .current()
        .flatMap(token -> withoutToken(token, request, isCall))
        .or(() -> UriValidation.problem(String.valueOf(request.uri())));
  }

  private static Optional<ApiError> withoutHost(HttpServerRequest request) {
    boolean isNeeded = request.version() != HttpVersion.HTTP_1_0;
    return isNeeded && request.authority() == null
        ? Optional.of(ApiError.missingHost())
        : Optional.empty();
  }

  private static Optional<ApiError> withoutToken(
      BearerToken token, HttpServerRequest request, boolean isCall) {
    String path = request.path();
    if (isCall ? PublicPaths.isOpenCall(path) : PublicPaths.isOpenPage(path)) {
      return Optional.empty();
    }
    List<String> sent = request.headers().getAll("authorization");
    if (sent.isEmpty()) {
      return Optional.of(ApiError.missingToken());
    }
    boolean isRight = sent.size() == 1 && isRight(token, sent.get(0));
    return isRight ? Optional.empty() : Optional.of(ApiError.badToken());
  }

  private static boolean isRight(BearerToken token, String sent) {
    return sent.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && token.matches(sent.substring(SCHEME.length()).strip());
  }

  private static void refuse(HttpServerRequest request, boolean isCall, ApiError refusal) {
    if (isCall) {
      ErrorResponses.toGrpc(request, refusal);
    } else {
      ErrorResponses.toHttp(request, refusal);
    }
  }

  private static void prove(HttpServerRequest request) {
    ConnectionGuard.of(request.connection()).ifPresent(ConnectionGuard::prove);
  }

  // A route cannot be given another request than the router got; so the router gets another one.
  private void letIn(Context context, HttpServerRequest request) {
    context.putLocal(INSIDE, true);
    try {
      router.handle(GrpcRequest.of(request, budget));
    } finally {
      context.removeLocal(INSIDE);
    }
  }
}
