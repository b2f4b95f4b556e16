package dev.rollcall.serve.http;

import static dev.rollcall.testing.peer.DirectoryFixture.at;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.ThrottledNotifier;
import dev.rollcall.directory.Watchers;
import dev.rollcall.peer.Peer;
import dev.rollcall.serve.guard.AllowedHosts;
import dev.rollcall.serve.guard.InboundMemoryLimit;
import dev.rollcall.serve.guard.RequestGuard;
import dev.rollcall.testing.network.RawHttp;
import dev.rollcall.testing.network.ServerSentEventClient;
import dev.rollcall.testing.peer.DirectoryFixture;
import dev.rollcall.testing.time.ManualClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The API on a directory that a test writes, asked over a real connection. */
final class HttpApiFixture implements AutoCloseable {

  private static final TypeRegistry DETAILS =
      TypeRegistry.newBuilder()
          .add(ErrorInfo.getDescriptor())
          .add(BadRequest.getDescriptor())
          .add(RetryInfo.getDescriptor())
          .build();

  static final int WATCHERS = 2;
  private static final int MEMORY = 1 << 20;

  final ManualClock time = new ManualClock();
  final ThrottledNotifier pulse = new ThrottledNotifier(time);
  final Watchers watchers;
  final DirectoryFixture lab;
  final NodeInfo observer = new NodeInfo(Optional.empty(), "test", at(0));
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::newWorker);
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpApiFixture(Peer... peers) {
    lab = new DirectoryFixture(pulse::changed, peers);
    watchers = new Watchers(lab.directory(), pulse, time, WATCHERS);
    Router router = Router.router(vertx);
    RequestGuard.install(
        router, Optional::empty, AllowedHosts.any(), new InboundMemoryLimit(MEMORY));
    new Api(lab.directory(), observer, watchers, workers).install(router);
    CompletableFuture<HttpServer> listening = new CompletableFuture<>();
    onLoop(
        () ->
            vertx
                .createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .onSuccess(listening::complete));
    server = listening.join();
  }

  /** Time passes, and what is due in it is done. */
  void pass(Duration duration) {
    time.advance(duration);
    settle();
  }

  /** Returns when all that there was to do is done. */
  void settle() {
    for (int i = 0; i < 3; i++) {
      onLoop(() -> {});
      CompletableFuture.runAsync(() -> {}, workers).join();
    }
    onLoop(() -> {});
  }

  /** The worker does nothing more until this is completed. */
  CompletableFuture<Void> blockWorker() {
    CompletableFuture<Void> end = new CompletableFuture<>();
    workers.execute(end::join);
    return end;
  }

  /** How many tasks wait for the worker. */
  int queued() {
    return workers.getQueue().size();
  }

  /** Ends the event loops, and with them the connections. */
  void endLoops() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Returns when the worker has done what it had to do. */
  void endWorker() throws InterruptedException {
    workers.shutdown();
    assertTrue(workers.awaitTermination(10, TimeUnit.SECONDS));
  }

  private Thread newWorker(Runnable task) {
    Thread worker = new Thread(task, "worker");
    worker.setUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
    return worker;
  }

  /** Every connection is served by this one event loop. */
  private void onLoop(Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(
        now -> {
          task.run();
          done.complete(null);
        });
    done.join();
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return ask("GET", path, headers);
  }

  HttpResponse<String> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .timeout(Duration.ofSeconds(10))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Asks over a connection of its own, and reads nothing. */
  Socket askAndNeverRead(String path) throws IOException {
    return RawHttp.askAndNeverRead(server.actualPort(), path);
  }

  /** Watches over a connection of its own. */
  ServerSentEventClient watch(String query, String... headers)
      throws IOException, InterruptedException {
    return ServerSentEventClient.open(server.actualPort(), "/api/v1/watch" + query, headers);
  }

  /** The status that a path gets which is sent as it stands. */
  int raw(String path) throws IOException {
    return RawHttp.get(server.actualPort(), path);
  }

  /** What a client of the contract reads in this JSON. */
  @SuppressWarnings("unchecked")
  static <M extends Message> M read(HttpResponse<String> response, M form)
      throws InvalidProtocolBufferException {
    Message.Builder builder = form.newBuilderForType();
    JsonFormat.parser().usingTypeRegistry(DETAILS).merge(response.body(), builder);
    return (M) builder.build();
  }

  /** What went wrong. */
  static Status failure(HttpResponse<String> response) throws InvalidProtocolBufferException {
    return read(response, Status.getDefaultInstance());
  }

  static ErrorInfo info(Status failure) throws InvalidProtocolBufferException {
    return failure.getDetails(0).unpack(ErrorInfo.class);
  }

  @Override
  public void close() {
    endLoops();
    workers.shutdownNow();
  }
}
