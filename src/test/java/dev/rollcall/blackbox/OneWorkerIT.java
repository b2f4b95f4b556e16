package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.PythonHealthServer;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Status;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer with one worker thread keeps it for its users, whatever Rollcall would like to hold. */
class OneWorkerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String GIVEN_UP = "is no longer watched, only checked";
  private static final long EVERY_MILLIS = 300;

  /** Far longer than a trial holds the worker, far shorter than a stream would. */
  private static final long DEADLINE_MILLIS = 3_000;

  private static final int CALLS = 20;

  @BeforeAll
  static void needsPython() throws IOException, InterruptedException {
    PythonHealthServer.required();
  }

  @Test
  void itsOtherClientsAreAnsweredAllTheTime(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (PythonHealthServer peer = PythonHealthServer.startWithOneWorker(0)) {
      Files.writeString(
          directory.resolve("peers.yaml"),
          "peers: [{id: small, address: \"127.0.0.1:%d\"}]".formatted(peer.port()));
      try (PackagedRollcall rollcall =
          PackagedRollcall.start(directory, Map.of(), Map.of()).listening()) {
        List<String> failures = callUntil(peer.port(), () -> !rollcall.lines(GIVEN_UP).isEmpty());
        assertEquals(List.of(), failures, rollcall.output().toString());
        untilHealthy(rollcall);

        peer.kill();
        Eventually.holds("it is away", PATIENCE, () -> status(rollcall) == Status.STATUS_UNHEALTHY);
        try (PythonHealthServer again = PythonHealthServer.startWithOneWorker(peer.port())) {
          assertEquals(
              List.of(), callUntil(again.port(), () -> status(rollcall) == Status.STATUS_HEALTHY));
          assertEquals(1, rollcall.lines(GIVEN_UP).size(), rollcall.output().toString());
        }
      }
    }
  }

  /** Another client of the peer, until this holds and for some calls more: what failed. */
  private static List<String> callUntil(int port, BooleanSupplier condition) {
    List<String> failures = new ArrayList<>();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      int rest = CALLS;
      while (rest > 0) {
        if (condition.getAsBoolean()) {
          rest--;
        } else if (System.nanoTime() > end) {
          failures.add("never came about");
          return failures;
        }
        call(channel, failures);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS));
      }
      return failures;
    } finally {
      channel.shutdownNow();
    }
  }

  private static void call(ManagedChannel channel, List<String> failures) {
    try {
      HealthGrpc.newBlockingStub(channel)
          .withWaitForReady()
          .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
          .check(HealthCheckRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      failures.add(e.getStatus().toString());
    }
  }

  private static void untilHealthy(PackagedRollcall rollcall) {
    Eventually.holds("it is healthy", PATIENCE, () -> status(rollcall) == Status.STATUS_HEALTHY);
  }

  private static Status status(PackagedRollcall rollcall) {
    return rollcall.list().getPeers(0).getHealth().getStatus();
  }
}
