package dev.rollcall.demo;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Implements grpc.health.v1 for a demo server, which is serving until it ends. List is missing,
 * since the stubs that Quarkus ships have none.
 */
final class DemoHealth extends HealthGrpc.HealthImplBase {

  // In the standard, but not in those stubs.
  private static final int SERVICE_UNKNOWN = 3;
  private static final Set<String> SERVICES = Set.of("", HealthGrpc.SERVICE_NAME);

  private final Set<StreamObserver<HealthCheckResponse>> watchers = new LinkedHashSet<>();
  private boolean ended;

  @Override
  public synchronized void check(
      HealthCheckRequest request, StreamObserver<HealthCheckResponse> responses) {
    if (SERVICES.contains(request.getService())) {
      responses.onNext(response(status()));
      responses.onCompleted();
    } else {
      responses.onError(Status.NOT_FOUND.withDescription("unknown service").asException());
    }
  }

  @Override
  public synchronized void watch(
      HealthCheckRequest request, StreamObserver<HealthCheckResponse> responses) {
    boolean known = SERVICES.contains(request.getService());
    ((ServerCallStreamObserver<HealthCheckResponse>) responses)
        .setOnCancelHandler(() -> forget(responses));
    responses.onNext(response(known ? status() : SERVICE_UNKNOWN));
    if (ended) {
      responses.onCompleted();
    } else {
      watchers.add(responses);
    }
  }

  /** Sends NOT_SERVING to every watcher, and ends its stream. */
  synchronized void end() {
    ended = true;
    watchers.forEach(DemoHealth::endStream);
    watchers.clear();
  }

  private synchronized void forget(StreamObserver<HealthCheckResponse> watcher) {
    watchers.remove(watcher);
  }

  private static void endStream(StreamObserver<HealthCheckResponse> watcher) {
    watcher.onNext(response(ServingStatus.NOT_SERVING_VALUE));
    watcher.onCompleted();
  }

  private int status() {
    return ended ? ServingStatus.NOT_SERVING_VALUE : ServingStatus.SERVING_VALUE;
  }

  private static HealthCheckResponse response(int status) {
    return HealthCheckResponse.newBuilder().setStatusValue(status).build();
  }
}
