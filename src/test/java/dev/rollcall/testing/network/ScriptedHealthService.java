package dev.rollcall.testing.network;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * grpc.health.v1 to the letter, until a test makes it fail, stay silent, or treat watchers badly.
 */
final class ScriptedHealthService extends HealthGrpc.HealthImplBase {

  // In the standard, but not in the stubs that Quarkus brings.
  private static final int SERVICE_UNKNOWN = 3;

  private final Map<String, Integer> statuses =
      new LinkedHashMap<>(Map.of("", ServingStatus.SERVING_VALUE));
  private final Map<ServerCallStreamObserver<HealthCheckResponse>, String> watchers =
      new LinkedHashMap<>();
  private Watching watching = Watching.TO_THE_LETTER;
  private @Nullable Status failure;
  private boolean quiet;
  private int checks;
  private int watches;
  private int flooded;
  private int cancelled;
  private Optional<Duration> lastDeadline = Optional.empty();

  /** How watchers are treated. */
  enum Watching {
    TO_THE_LETTER,
    /** There is no such call. */
    UNIMPLEMENTED,
    /** The stream ends after the first message. */
    ENDED_AT_ONCE,
    /** They get NOT_SERVING, whatever Check answers. */
    AT_ODDS,
    /** They are sent as much as they take. */
    FLOODED
  }

  synchronized void watching(Watching way) {
    watching = way;
  }

  synchronized void endWatches(Status status) {
    watchers.keySet().forEach(watcher -> end(watcher, status));
    watchers.clear();
  }

  synchronized int flooded() {
    return flooded;
  }

  synchronized void set(String service, ServingStatus status) {
    Integer before = statuses.put(service, status.getNumber());
    if (!quiet && (before == null || before != status.getNumber())) {
      watchers.forEach((watcher, watched) -> tellIf(watched.equals(service), watcher, watched));
    }
  }

  synchronized void failWith(Status newFailure) {
    failure = newFailure;
  }

  synchronized void stayQuiet() {
    quiet = true;
  }

  synchronized void answerAgain() {
    quiet = false;
    failure = null;
  }

  synchronized int checks() {
    return checks;
  }

  synchronized int watches() {
    return watches;
  }

  synchronized int cancelled() {
    return cancelled;
  }

  synchronized Optional<Duration> lastDeadline() {
    return lastDeadline;
  }

  @Override
  public synchronized void check(
      HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
    checks++;
    boolean known = statuses.containsKey(request.getService());
    if (isAnswered(answers)) {
      if (known) {
        answers.onNext(response(request.getService()));
        answers.onCompleted();
      } else {
        answers.onError(Status.NOT_FOUND.withDescription("unknown service").asException());
      }
    }
  }

  @Override
  public synchronized void watch(
      HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
    watches++;
    ServerCallStreamObserver<HealthCheckResponse> watcher =
        (ServerCallStreamObserver<HealthCheckResponse>) answers;
    if (!isAnswered(answers)) {
      return;
    }
    switch (watching) {
      case TO_THE_LETTER -> {
        watchers.put(watcher, request.getService());
        watcher.onNext(response(request.getService()));
      }
      case UNIMPLEMENTED -> watcher.onError(Status.UNIMPLEMENTED.asException());
      case ENDED_AT_ONCE -> {
        watcher.onNext(response(request.getService()));
        watcher.onCompleted();
      }
      case AT_ODDS ->
          watcher.onNext(
              HealthCheckResponse.newBuilder().setStatus(ServingStatus.NOT_SERVING).build());
      case FLOODED -> watcher.setOnReadyHandler(() -> flood(watcher, request.getService()));
      default -> throw new AssertionError(watching);
    }
  }

  private synchronized void flood(
      ServerCallStreamObserver<HealthCheckResponse> watcher, String service) {
    while (watcher.isReady()) {
      watcher.onNext(response(service));
      flooded++;
    }
  }

  private static void end(ServerCallStreamObserver<HealthCheckResponse> watcher, Status status) {
    if (status.isOk()) {
      watcher.onCompleted();
    } else {
      watcher.onError(status.asException());
    }
  }

  /** Notes the call; fails it, or leaves it alone, if that is what the test wants. */
  private boolean isAnswered(StreamObserver<HealthCheckResponse> answers) {
    lastDeadline =
        Optional.ofNullable(Context.current().getDeadline()).map(ScriptedHealthService::left);
    ServerCallStreamObserver<HealthCheckResponse> call =
        (ServerCallStreamObserver<HealthCheckResponse>) answers;
    call.setOnCancelHandler(() -> forget(call));
    if (failure != null) {
      answers.onError(failure.asException());
    }
    return failure == null && !quiet;
  }

  private synchronized void forget(ServerCallStreamObserver<HealthCheckResponse> call) {
    cancelled++;
    watchers.remove(call);
  }

  private void tellIf(
      boolean due, ServerCallStreamObserver<HealthCheckResponse> watcher, String service) {
    if (due && !watcher.isCancelled()) {
      watcher.onNext(response(service));
    }
  }

  private HealthCheckResponse response(String service) {
    return HealthCheckResponse.newBuilder()
        .setStatusValue(statuses.getOrDefault(service, SERVICE_UNKNOWN))
        .build();
  }

  private static Duration left(Deadline deadline) {
    return Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS));
  }
}
