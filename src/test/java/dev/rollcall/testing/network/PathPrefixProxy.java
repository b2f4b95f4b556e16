package dev.rollcall.testing.network;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * A reverse proxy that serves another server below a path, as nginx does for {@code location /rc/ {
 * proxy_pass http://127.0.0.1:7655/; }}.
 */
public final class PathPrefixProxy implements AutoCloseable {

  private static final int NOT_FOUND = 404;
  private static final int BAD_GATEWAY = 502;
  private static final int TIMEOUT_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final String prefix;
  private final int target;
  private final HttpServer server;

  private PathPrefixProxy(String prefix, int target) throws Exception {
    this.prefix = prefix;
    this.target = target;
    this.server = await(vertx.createHttpServer().requestHandler(this::pass).listen(0, "127.0.0.1"));
  }

  /**
   * Starts one on a free port.
   *
   * @param prefix begins and ends with a slash
   * @param target the other server's port on loopback
   */
  public static PathPrefixProxy start(String prefix, int target) throws Exception {
    return new PathPrefixProxy(prefix, target);
  }

  public int port() {
    return server.actualPort();
  }

  private void pass(HttpServerRequest request) {
    if (!request.uri().startsWith(prefix)) {
      request.response().setStatusCode(NOT_FOUND).end();
      return;
    }
    request.pause();
    client
        .request(
            request.method(), target, "127.0.0.1", request.uri().substring(prefix.length() - 1))
        .compose(passed -> send(request, passed))
        .compose(response -> answer(request, response))
        .onFailure(failure -> fail(request));
  }

  private static void fail(HttpServerRequest request) {
    if (request.response().headWritten()) {
      request.response().reset();
    } else {
      request.response().setStatusCode(BAD_GATEWAY).end();
    }
  }

  private static Future<HttpClientResponse> send(
      HttpServerRequest request, HttpClientRequest passed) {
    request.headers().forEach((name, value) -> passed.headers().add(name, value));
    passed.headers().remove("host").remove("connection");
    request.response().closeHandler(closed -> passed.reset());
    request.resume();
    return passed.send();
  }

  private static Future<Void> answer(HttpServerRequest request, HttpClientResponse response) {
    request.response().setStatusCode(response.statusCode()).setChunked(true);
    response
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("content-length")) {
                request.response().headers().add(name, value);
              }
            });
    return response.pipeTo(request.response());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
