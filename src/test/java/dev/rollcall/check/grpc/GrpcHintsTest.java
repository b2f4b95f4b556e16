package dev.rollcall.check.grpc;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Hint;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is noticed between two checks, on real sockets. */
class GrpcHintsTest {

  private final CheckFixture lab = new CheckFixture();
  private final List<HealthCheck> opened = new ArrayList<>();
  private final HealthServer server = HealthServer.start();
  private final Queue<String> hints = new ConcurrentLinkedQueue<>();
  private final GrpcHealthCheckFactory watching = checks(1);
  private final GrpcHealthCheckFactory blind = checks(0);

  @AfterEach
  void end() {
    opened.forEach(HealthCheck::close);
    Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    ScheduledThreadPoolExecutor timers = (ScheduledThreadPoolExecutor) lab.time().timers();
    Eventually.holds("no timer is left", () -> timers.getQueue().isEmpty());
    server.close();
    lab.close();
  }

  @Test
  void aChangeIsAHintButNotTheStatusThatACheckHasJustFound() {
    watched();
    server.set(ServingStatus.NOT_SERVING);
    Eventually.holds("a hint", () -> !hints.isEmpty());
    assertEquals(
        List.of(server.address() + " reports NOT_SERVING on its Health/Watch stream"),
        List.copyOf(hints));
    server.set(ServingStatus.SERVING);
    Eventually.holds("another one", () -> hints.size() == 2);
  }

  @Test
  void theServiceAndTheMetadataAreTheSameForEveryCall() {
    server.set("inference", ServingStatus.SERVING);
    server.set("", ServingStatus.NOT_SERVING);
    CheckKind.Grpc kind =
        new CheckKind.Grpc(
            "inference", new TreeMap<>(Map.of("authorization", "Bearer x")), Optional.empty());
    success(open(watching, server.address(), kind));
    Eventually.holds("a stream", () -> server.watches() == 1);
    // The check, the stream, and the check that tries whether the stream does harm.
    Eventually.holds("three calls", () -> server.metadata("authorization").size() == 3);
    assertEquals(List.of("Bearer x", "Bearer x", "Bearer x"), server.metadata("authorization"));
    server.set("inference", ServingStatus.NOT_SERVING);
    Eventually.holds("a hint", () -> hints.size() == 1);
  }

  @Test
  void aStreamThatContradictsTheCheckIsAHint() {
    server.contradictInWatch();
    success(open(watching));
    Eventually.holds("a hint", () -> hints.size() == 1);
  }

  @Test
  void theEndOfTheStreamIsAHintAndItIsOpenedAgainWithoutACheck() {
    watched();
    server.endWatches(Status.OK);
    Eventually.holds("a hint", () -> hints.size() == 1);
    assertEquals(server.address() + " ended its Health/Watch stream (OK)", hints.peek());
    Eventually.holds("a new stream", () -> server.watches() == 2);
    Eventually.holds("and each stream is tried with a check", () -> server.checks() == 3);
    assertEquals(1, server.connections());
    assertEquals(1, hints.size());
  }

  @Test
  void anErrorOfTheStreamIsAHintToo() {
    watched();
    server.endWatches(Status.INTERNAL);
    Eventually.holds("a hint", () -> hints.size() == 1);
    assertEquals(server.address() + " ended its Health/Watch stream (INTERNAL)", hints.peek());
  }

  @Test
  void aPeerThatDiesIsOneHint() {
    HealthCheck check = watched();
    server.stopHard();
    Eventually.holds("a hint", () -> !hints.isEmpty());
    failure(check, Reason.REFUSED);
    assertEquals(
        List.of("the connection to " + server.address() + " has ended"), List.copyOf(hints));
  }

  @Test
  void aPeerThatDiesIsAHintWithoutAStreamToo() {
    HealthCheck check = open(blind);
    success(check);
    server.stopHard();
    Eventually.holds("a hint", () -> hints.size() == 1);
    failure(check, Reason.REFUSED);
    assertEquals(0, server.watches());
    assertEquals(1, hints.size());
  }

  @Test
  void aFarewellIsAHintThoughTheStreamGoesOn() {
    HealthCheck check = watched();
    server.leave();
    Eventually.holds("a hint", () -> !hints.isEmpty());
    failure(check, Reason.REFUSED);
    assertEquals(
        List.of("the connection to " + server.address() + " has ended"), List.copyOf(hints));
    server.startAgain();
    success(check);
    assertEquals(2, server.connections());
  }

  @Test
  void watchIsTriedOncePerConnectionWithAPeerThatLacksIt() {
    server.haveNoWatch();
    HealthCheck check = open(watching);
    for (int i = 0; i < 10; i++) {
      success(check);
    }
    Eventually.holds("it was called", () -> server.watches() == 1);
    assertEquals(List.of(), List.copyOf(hints));
    server.stopHard();
    server.startAgain();
    success(check);
    success(check);
    Eventually.holds("it was called again", () -> server.watches() == 2);
  }

  @Test
  void aStreamThatEndsAtOnceIsNotOpenedAgainByEveryCheck() {
    server.endEachWatch();
    HealthCheck check = open(watching);
    success(check);
    Eventually.holds("a hint", () -> hints.size() == 1);
    for (int i = 0; i < 20; i++) {
      success(check);
    }
    assertEquals(1, server.watches());
  }

  @Test
  void noMoreStreamsThanPermitted() {
    HealthCheck first = watched();
    HealthCheck second = open(watching);
    success(second);
    success(second);
    assertEquals(1, server.watches());
    first.close();
    Eventually.holds("the stream has ended", () -> server.cancelled() == 1);
    Eventually.holds(
        "the other one is watched",
        () -> {
          success(second);
          return server.watches() == 2;
        });
  }

  @Test
  void aFloodIsSlowedDownAndDelaysNoCheck() {
    server.floodWatchers();
    HealthCheck check = open(watching);
    success(check);
    Eventually.holds("two messages came through", () -> hints.size() >= 2);
    int before = server.flooded();
    for (int i = 0; i < 50; i++) {
      success(check);
    }
    assertTrue(before < 100_000, before + " messages");
    assertTrue(server.flooded() - before < 100_000, server.flooded() + " messages");
    assertEquals(1, server.connections());
  }

  @Test
  void openingAndClosingLeavesNothingBehind() {
    for (int i = 1; i <= 100; i++) {
      int round = i;
      HealthCheck check = watching.open(peer(server.address(), new CheckKind.Grpc("")));
      success(check);
      Eventually.holds("it is watched", () -> server.watches() == round);
      check.close();
      // Perhaps with the check that was sent to try it.
      Eventually.holds("the stream has ended", () -> server.cancelled() >= round);
      Eventually.holds("the connection has ended", () -> server.openConnections() == 0);
    }
    assertEquals(List.of(), List.copyOf(hints));
  }

  @Test
  void afterTheEndThereAreNoHints() {
    HealthCheck check = watched();
    check.close();
    server.stopHard();
    Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    assertEquals(List.of(), List.copyOf(hints));
  }

  @Test
  void aNameThatMovesIsAHintAndTheNextCheckGoesThere() {
    lab.name("node", "127.0.0.1");
    HealthCheck check = open(blind, "node:" + server.port(), new CheckKind.Grpc(""));
    success(check);
    success(check);
    assertEquals(1, server.connections());
    lab.name("node", "127.0.0.77");
    success(check);
    Eventually.holds("a hint", () -> hints.size() == 1);
    assertEquals("node moved from 127.0.0.1 to 127.0.0.77", hints.peek());
    failure(check, Reason.REFUSED);
  }

  @Test
  void aNameThatGetsAnotherAddressAsWellHasNotMoved() {
    lab.name("node", "127.0.0.1");
    HealthCheck check = open(blind, "node:" + server.port(), new CheckKind.Grpc(""));
    success(check);
    lab.name("node", "127.0.0.77", "127.0.0.1");
    success(check);
    lab.forgetName("node");
    success(check);
    success(check);
    assertEquals(1, server.connections());
    assertEquals(List.of(), List.copyOf(hints));
  }

  /** One whose stream is open, without any hint so far. */
  private HealthCheck watched() {
    HealthCheck check = open(watching);
    success(check);
    Eventually.holds("a stream", () -> server.watches() == 1);
    Eventually.holds("it is tried with a check", () -> server.checks() == 2);
    return check;
  }

  private HealthCheck open(GrpcHealthCheckFactory checks) {
    return open(checks, server.address(), new CheckKind.Grpc(""));
  }

  private HealthCheck open(GrpcHealthCheckFactory checks, String address, CheckKind.Grpc kind) {
    HealthCheck check = checks.open(peer(address, kind));
    opened.add(check);
    Cancellable unused = check.hints().onItem().transform(Hint::cause).subscribe().with(hints::add);
    return check;
  }

  private static Peer peer(String address, CheckKind.Grpc kind) {
    return CheckFixture.peer(address, kind, CheckFixture.AMPLE);
  }

  private GrpcHealthCheckFactory checks(int watchLimit) {
    return new GrpcHealthCheckFactory(
        CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS),
        watchLimit,
        Logger.getLogger(GrpcHintsTest.class),
        // However busy the machine is.
        new WatchHarmHistory.Limits(CheckFixture.AMPLE, CheckFixture.AMPLE));
  }
}
