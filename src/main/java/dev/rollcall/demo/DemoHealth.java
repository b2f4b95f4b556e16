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
 * grpc.health.v1 to the letter, of a server that serves until it ends. List is missing, since the
 * stubs that Quarkus brings have none.
 */
final class DemoHealth extends HealthGrpc.HealthImplBase {

  // In the standard, but not in those stubs.
  private static final int SERVICE_UNKNOWN = 3;
  private static final Set<String> SERVICES = Set.of("", HealthGrpc.SERVICE_NAME);

  private final Set<StreamObserver<HealthCheckResponse>> watchers = new LinkedHashSet<>();
  private boolean ended;

  @Override
  public synchronized void check(
      HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
    if (SERVICES.contains(request.getService())) {
      answers.onNext(response(status()));
      answers.onCompleted();
    } else {
      answers.onError(Status.NOT_FOUND.withDescription("unknown service").asException());
    }
  }

  @Override
  public synchronized void watch(
      HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
    boolean known = SERVICES.contains(request.getService());
    ((ServerCallStreamObserver<HealthCheckResponse>) answers)
        .setOnCancelHandler(() -> forget(answers));
    answers.onNext(response(known ? status() : SERVICE_UNKNOWN));
    if (ended) {
      answers.onCompleted();
    } else {
      watchers.add(answers);
    }
  }

  /** Tells every watcher NOT_SERVING, and then the end. */
  synchronized void end() {
    ended = true;
    watchers.forEach(DemoHealth::bidFarewell);
    watchers.clear();
  }

  private synchronized void forget(StreamObserver<HealthCheckResponse> watcher) {
    watchers.remove(watcher);
  }

  private static void bidFarewell(StreamObserver<HealthCheckResponse> watcher) {
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
