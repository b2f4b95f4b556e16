package dev.rollcall.check.grpc;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.Resolver;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against everything that is no peer with a health service. */
class GrpcNoPeerTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Resolver BROKEN =
      host -> {
        throw new IllegalStateException("broken resolver for " + host);
      };

  private final CheckFixture lab = new CheckFixture();
  private final List<HealthCheck> opened = new ArrayList<>();

  @AfterEach
  void end() {
    opened.forEach(HealthCheck::close);
    Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    lab.close();
  }

  @Test
  void nobodyListens() {
    try (RefusingPort dead = RefusingPort.take()) {
      assertEquals(
          "nothing listens at " + dead.address() + " (connection refused)",
          failure(check(dead.address()), Reason.REFUSED));
    }
  }

  @Test
  void aNameWithoutAnAddress() {
    assertEquals(
        "the host name of node.invalid:7000 cannot be resolved (node.invalid: no such)",
        failure(check("node.invalid:7000"), Reason.UNRESOLVED));
  }

  @Test
  void aSilentPeer() {
    try (MisbehavingServer silent = MisbehavingServer.silent()) {
      long start = System.nanoTime();
      String detail = failure(check(silent.address(), SHORT), Reason.TIMEOUT);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals("no answer within 200ms (no gRPC connection established)", detail);
      assertTrue(took.toMillis() >= 190 && took.toSeconds() < 3, took.toString());
    }
  }

  @Test
  void whoHangsUp() {
    try (MisbehavingServer closing = MisbehavingServer.closing()) {
      String detail = failure(check(closing.address()), Reason.PROTOCOL);
      assertTrue(detail.contains(closing.address()), detail);
    }
  }

  @Test
  void whoResetsTheConnection() {
    try (MisbehavingServer resetting = MisbehavingServer.resetting()) {
      // grpc-java does not always say that it was a reset.
      String detail = failure(check(resetting.address()), Reason.PROTOCOL);
      assertTrue(detail.startsWith(resetting.address() + " "), detail);
      assertTrue(detail.contains(" the connection without an answer"), detail);
    }
  }

  @Test
  void whoTalksNonsense() {
    try (MisbehavingServer garbage = MisbehavingServer.garbage()) {
      assertEquals(
          garbage.address() + " speaks an unknown protocol, not plain gRPC",
          failure(check(garbage.address()), Reason.PROTOCOL));
    }
  }

  @Test
  void whoSpeaksHttp1() {
    try (MisbehavingServer http1 = MisbehavingServer.http1()) {
      assertEquals(
          http1.address() + " speaks HTTP/1, not plain gRPC",
          failure(check(http1.address()), Reason.PROTOCOL));
    }
  }

  @Test
  void whoSpeaksTls() {
    try (MisbehavingServer tls = MisbehavingServer.tls()) {
      assertEquals(
          tls.address() + " speaks what looks like TLS, not plain gRPC",
          failure(check(tls.address()), Reason.PROTOCOL));
    }
  }

  @Test
  void givingUpWhileConnectingLeavesNothing() {
    try (MisbehavingServer silent = MisbehavingServer.silent()) {
      Cancellable waiting = check(silent.address()).check().subscribe().with(outcome -> {});
      Eventually.holds("it has connected", () -> silent.accepted() == 1);
      waiting.cancel();
      Eventually.holds("the connection has ended", () -> silent.hungUp() == 1);
    }
  }

  @Test
  void aThousandChecksLeaveNothingBehind() {
    try (RefusingPort dead = RefusingPort.take()) {
      HealthCheck check = check(dead.address());
      failure(check, Reason.REFUSED);
      int threads = Thread.activeCount();
      for (int i = 0; i < 1_000; i++) {
        failure(check, Reason.REFUSED);
      }
      assertTrue(Thread.activeCount() <= threads + 2, "more threads than before");
    }
  }

  @Test
  void whatBreaksHereIsAnOutcomeToo() {
    HealthCheck broken =
        new GrpcHealthCheckFactory(
                CheckNetwork.on(lab.loops().group(), BROKEN, lab.time(), CheckFixture.NO_TLS), 0)
            .open(CheckFixture.peer("node:1", new CheckKind.Grpc(""), SHORT));
    assertEquals(
        new Outcome.Skipped(
            "internal error, please report it (its stack trace is logged at DEBUG)"),
        CheckFixture.outcome(broken));
  }

  @Test
  void anotherKindOfCheckIsNotMadeHere() {
    GrpcHealthCheckFactory checks =
        new GrpcHealthCheckFactory(
            CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS),
            0);
    assertThrows(
        IllegalArgumentException.class,
        () -> checks.open(CheckFixture.peer("node:1", new CheckKind.Tcp(), SHORT)));
  }

  private HealthCheck check(String address) {
    return check(address, CheckFixture.AMPLE);
  }

  private HealthCheck check(String address, Duration timeout) {
    HealthCheck check =
        new GrpcHealthCheckFactory(
                CheckNetwork.on(
                    lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS),
                0)
            .open(CheckFixture.peer(address, new CheckKind.Grpc(""), timeout));
    opened.add(check);
    return check;
  }
}
