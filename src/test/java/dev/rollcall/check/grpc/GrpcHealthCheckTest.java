package dev.rollcall.check.grpc;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a peer that has a health service, whatever that says. */
class GrpcHealthCheckTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  private final CheckFixture lab = new CheckFixture();
  private final List<HealthCheck> opened = new ArrayList<>();
  private final HealthServer server = HealthServer.start();

  @AfterEach
  void end() {
    opened.forEach(HealthCheck::close);
    server.close();
    lab.close();
  }

  @Test
  void aServingPeer() {
    Duration roundTrip = success(check()).roundTripTime();
    assertTrue(roundTrip.toNanos() > 0 && roundTrip.toSeconds() < 10, roundTrip.toString());
  }

  @Test
  void aPeerByName() {
    lab.name("node", "127.0.0.2", "127.0.0.1");
    success(check("node:" + server.port(), "", CheckFixture.AMPLE));
  }

  @Test
  void theCheckedService() {
    server.set("inference", ServingStatus.SERVING);
    server.set("", ServingStatus.NOT_SERVING);
    success(check(server.address(), "inference", CheckFixture.AMPLE));
  }

  @Test
  void aPeerThatDoesNotServe() {
    server.set(ServingStatus.NOT_SERVING);
    assertEquals("answered NOT_SERVING; expected SERVING", failure(check(), Reason.NOT_SERVING));
  }

  @Test
  void aServiceThatThePeerDoesNotKnow() {
    assertEquals(
        "answered NOT_FOUND: it does not know the service 'nope'",
        failure(check(server.address(), "nope", CheckFixture.AMPLE), Reason.NOT_SERVING));
  }

  @Test
  void aPeerWithoutAHealthService() {
    server.failWith(Status.UNIMPLEMENTED);
    assertEquals(
        "answered UNIMPLEMENTED: no grpc.health.v1 service there",
        failure(check(), Reason.UNIMPLEMENTED));
  }

  @Test
  void aPeerThatAnswersUnavailable() {
    server.failWith(Status.UNAVAILABLE.withDescription("loading the model"));
    HealthCheck check = check();
    assertEquals(
        "answered UNAVAILABLE (loading the model); expected SERVING",
        failure(check, Reason.NOT_SERVING));
    failure(check, Reason.NOT_SERVING);
    assertEquals(1, server.connections());
  }

  @Test
  void noAnswerInTimeAndTheDeadlineOnTheWire() {
    server.stayQuiet();
    long start = System.nanoTime();
    String detail = failure(check(server.address(), "", SHORT), Reason.TIMEOUT);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertEquals("no answer within 200ms (connected)", detail);
    assertTrue(took.compareTo(SHORT) >= 0 && took.toSeconds() < 3, took.toString());
    assertTrue(server.lastDeadline().orElseThrow().compareTo(SHORT) <= 0);
  }

  @Test
  void theConnectionIsKept() {
    HealthCheck check = check();
    for (int i = 0; i < 10; i++) {
      success(check);
    }
    assertEquals(10, server.checks());
    assertEquals(1, server.connections());
  }

  @Test
  void aRestartBetweenTwoChecksIsNoFailure() {
    HealthCheck check = check();
    for (int i = 0; i < 10; i++) {
      success(check);
      server.stopHard();
      server.startAgain();
    }
    success(check);
    assertEquals(11, server.connections());
  }

  @Test
  void aConnectionThatTimedOutIsNotReused() {
    // Long enough to connect in, on a machine that is busy.
    HealthCheck check = check(server.address(), "", Duration.ofSeconds(2));
    success(check);
    server.stayQuiet();
    failure(check, Reason.TIMEOUT);
    server.answerAgain();
    success(check);
    assertEquals(2, server.connections());
  }

  @Test
  void whoComesBackIsSeenByTheVeryNextCheck() {
    server.stopHard();
    HealthCheck check = check();
    for (int i = 0; i < 50; i++) {
      failure(check, Reason.REFUSED);
    }
    server.startAgain();
    success(check);
  }

  @Test
  void cancellingReachesThePeerAndTheNextCheckUsesAFreshConnection() {
    HealthCheck check = check();
    success(check);
    server.stayQuiet();
    Cancellable waiting = check.check().subscribe().with(outcome -> {});
    Eventually.holds("the call has come in", () -> server.checks() == 2);
    waiting.cancel();
    Eventually.holds("the peer sees it cancelled", () -> server.cancelled() == 1);
    server.answerAgain();
    success(check);
    assertEquals(2, server.connections());
  }

  @Test
  void givingUpTheFirstCheckLeavesNothing() {
    server.stayQuiet();
    Cancellable waiting = check().check().subscribe().with(outcome -> {});
    Eventually.holds("the call has come in", () -> server.checks() == 1);
    waiting.cancel();
    Eventually.holds("the peer sees it cancelled", () -> server.cancelled() == 1);
    Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
  }

  @Test
  void closingClosesTheConnection() {
    HealthCheck check = check();
    success(check);
    assertEquals(1, server.openConnections());
    check.close();
    Eventually.holds("the peer sees the end", () -> server.openConnections() == 0);
    Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
  }

  private HealthCheck check() {
    return check(server.address(), "", CheckFixture.AMPLE);
  }

  private HealthCheck check(String address, String service, Duration timeout) {
    HealthCheck check =
        new GrpcHealthCheckFactory(
                CheckNetwork.on(
                    lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS),
                0)
            .open(CheckFixture.peer(address, new CheckKind.Grpc(service), timeout));
    opened.add(check);
    return check;
  }
}
