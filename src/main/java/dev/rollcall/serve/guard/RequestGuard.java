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
 * Authenticates and validates each request before any route. Without the active token every path
 * but the public ones gets the same answer, so that it reveals nothing else; and a request that the
 * routes could not handle is rejected.
 */
public final class RequestGuard implements Handler<RoutingContext> {

  private static final int BAD_REQUEST = 400;
  private static final String SCHEME = "bearer ";
  private static final String PASSED = RequestGuard.class.getName();

  private final TokenProvider tokens;
  private final AllowedHosts hosts;
  private final InboundMemoryLimit memory;
  private final Router router;

  private RequestGuard(
      TokenProvider tokens, AllowedHosts hosts, InboundMemoryLimit memory, Router router) {
    this.tokens = tokens;
    this.hosts = hosts;
    this.memory = memory;
    this.router = router;
  }

  /**
   * Adds a guard in front of all routes of this router.
   *
   * @param hosts what counts while there is no token
   */
  public static void install(
      Router router, TokenProvider tokens, AllowedHosts hosts, InboundMemoryLimit memory) {
    RequestGuard guard = new RequestGuard(tokens, hosts, memory, router);
    router.route().order(Integer.MIN_VALUE).handler(guard).failureHandler(guard::fail);
    // Where comparing a request with a route fails, there is no other handler, and Vert.x Web would
    // log an ERROR (RoutingContextImplBase, 4.5).
    router.errorHandler(BAD_REQUEST, guard::fail);
  }

  /**
   * The router itself fails a request with a malformed path or without a host; and whatever decodes
   * a part of a request throws an IllegalArgumentException for what is malformed.
   */
  private void fail(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    boolean isCall = GrpcHeaders.isCall(request);
    Optional<ApiError> error =
        checkToken(request, isCall)
            .or(() -> checkHost(request, isHostMissing(request)))
            .or(() -> checkUri(request))
            .or(() -> malformed(routing));
    if (error.isPresent() && !routing.response().headWritten()) {
      reject(request, isCall, error.get());
    } else {
      routing.next();
    }
  }

  @Override
  public void handle(RoutingContext routing) {
    Context context = Vertx.currentContext();
    if (context.getLocal(PASSED) != null) {
      routing.next();
      return;
    }
    HttpServerRequest request = routing.request();
    boolean isCall = GrpcHeaders.isCall(request);
    Optional<ApiError> error = check(request, isCall);
    if (error.isPresent()) {
      reject(request, isCall, error.get());
      return;
    }
    trustConnection(request);
    if (isCall) {
      passOn(context, request);
    } else {
      routing.next();
    }
  }

  private Optional<ApiError> check(HttpServerRequest request, boolean isCall) {
    Optional<ApiError> error =
        checkToken(request, isCall).or(() -> checkHost(request, false)).or(() -> checkUri(request));
    return error.isPresent() || !isCall ? error : GrpcHeaders.problem(request.headers());
  }

  /** The token first: without it, no other error is reported. */
  private Optional<ApiError> checkToken(HttpServerRequest request, boolean isCall) {
    return tokens.current().flatMap(token -> checkToken(token, request, isCall));
  }

  // Without any, or with several, it is not known which one counts (RFC 9112, 3.2).
  private Optional<ApiError> checkHost(HttpServerRequest request, boolean isMissing) {
    if (isMissing) {
      return Optional.of(ApiError.missingHost());
    }
    if (request.headers().getAll("host").size() > 1) {
      return Optional.of(ApiError.repeatedHost());
    }
    return tokens.current().isPresent() ? Optional.empty() : hosts.problem(request);
  }

  private static Optional<ApiError> malformed(RoutingContext routing) {
    boolean isMalformed =
        routing.statusCode() == BAD_REQUEST
            || routing.failure() instanceof IllegalArgumentException;
    return isMalformed ? Optional.of(ApiError.malformed()) : Optional.empty();
  }

  private static boolean isHostMissing(HttpServerRequest request) {
    return request.version() != HttpVersion.HTTP_1_0 && request.authority() == null;
  }

  private static Optional<ApiError> checkUri(HttpServerRequest request) {
    return UriValidation.problem(String.valueOf(request.uri()));
  }

  private static Optional<ApiError> checkToken(
      BearerToken token, HttpServerRequest request, boolean isCall) {
    String path = request.path();
    if (isCall ? PublicPaths.isOpenCall(path) : PublicPaths.isOpenPage(path)) {
      return Optional.empty();
    }
    List<String> credentials = request.headers().getAll("authorization");
    if (credentials.isEmpty()) {
      return Optional.of(ApiError.missingToken());
    }
    boolean isValid = credentials.size() == 1 && isValid(token, credentials.get(0));
    return isValid ? Optional.empty() : Optional.of(ApiError.badToken());
  }

  private static boolean isValid(BearerToken token, String credentials) {
    return credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && token.matches(credentials.substring(SCHEME.length()).strip());
  }

  private static void reject(HttpServerRequest request, boolean isCall, ApiError error) {
    if (isCall) {
      ErrorResponses.toGrpc(request, error);
    } else {
      ErrorResponses.toHttp(request, error);
    }
  }

  private static void trustConnection(HttpServerRequest request) {
    ConnectionGuard.of(request.connection()).ifPresent(ConnectionGuard::trust);
  }

  // A route gets the request that the router got; to replace it, the router is called again.
  private void passOn(Context context, HttpServerRequest request) {
    context.putLocal(PASSED, true);
    try {
      router.handle(GrpcRequest.of(request, memory));
    } finally {
      context.removeLocal(PASSED);
    }
  }
}
