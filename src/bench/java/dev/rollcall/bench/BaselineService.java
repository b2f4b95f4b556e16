package dev.rollcall.bench;

import dev.rollcall.v1.DiscoveryGrpc.DiscoveryImplBase;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import io.grpc.stub.StreamObserver;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServiceBridge;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The least that the stack can do: a service on the Vert.x gRPC server, without Quarkus around it,
 * that answers every ListPeers with the same message.
 */
final class BaselineService extends DiscoveryImplBase {

  private static final int LOOPS_FOR_EACH_CORE = 2;

  private final ListPeersResponse constant;

  private BaselineService(ListPeersResponse constant) {
    this.constant = constant;
  }

  @Override
  public void listPeers(ListPeersRequest request, StreamObserver<ListPeersResponse> observer) {
    observer.onNext(constant);
    observer.onCompleted();
  }

  /** A server on each event loop, as Quarkus has it. */
  private static final class OnOneLoop extends AbstractVerticle {

    private final BaselineService service;
    private final int port;

    private OnOneLoop(BaselineService service, int port) {
      this.service = service;
      this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
      GrpcServer grpc = GrpcServer.server(vertx);
      GrpcServiceBridge.bridge(service).bind(grpc);
      vertx
          .createHttpServer()
          .requestHandler(grpc)
          .listen(port, "127.0.0.1")
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }

  /**
   * Serves until the input ends.
   *
   * @param file the message
   */
  public static void main(String... file) throws Exception {
    Vertx vertx = Vertx.vertx();
    BaselineService service =
        new BaselineService(ListPeersResponse.parseFrom(Files.readAllBytes(Path.of(file[0]))));
    HttpServer first = vertx.createHttpServer();
    int port =
        first
            .requestHandler(request -> request.response().end())
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get()
            .actualPort();
    first.close().toCompletionStage().toCompletableFuture().get();
    int loops = LOOPS_FOR_EACH_CORE * Runtime.getRuntime().availableProcessors();
    vertx
        .deployVerticle(
            () -> new OnOneLoop(service, port), new DeploymentOptions().setInstances(loops))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
    System.out.println(port);
    JavaProcess.awaitEndOfInput();
    System.exit(0);
  }
}
