package dev.rollcall.check.tcp;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.tls.TlsContexts;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpHealthCheckTest {

  private static final Resolver BROKEN =
      host -> {
        throw new IllegalStateException("broken resolver for " + host);
      };

  private static final TlsContexts NO_TLS =
      settings -> {
        throw new IllegalArgumentException("no TLS configuration");
      };

  private final CheckFixture lab = new CheckFixture();

  @AfterEach
  void end() {
    lab.close();
  }

  @Test
  void aListeningPortIsHealthyWhateverItSends() {
    try (MisbehavingServer silent = MisbehavingServer.silent();
        MisbehavingServer closing = MisbehavingServer.closing();
        MisbehavingServer garbage = MisbehavingServer.garbage()) {
      assertFalse(success(check(silent.address())).roundTripTime().isNegative());
      success(check(closing.address()));
      success(check(garbage.address()));
    }
  }

  @Test
  void theConnectionIsClosedAtOnce() {
    try (MisbehavingServer silent = MisbehavingServer.silent()) {
      success(check(silent.address()));
      Eventually.holds("the server sees the end", () -> silent.hungUp() == 1);
      Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    }
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
  void theSecondAddressOfANameIsTriedToo() {
    try (MisbehavingServer silent = MisbehavingServer.silent()) {
      lab.name("node", "127.0.0.2", "127.0.0.1");
      success(check("node:" + silent.address().substring("127.0.0.1:".length())));
    }
  }

  @Test
  void aFullBacklogIsATimeout() throws Exception {
    try (FullBacklog full = new FullBacklog()) {
      long start = System.nanoTime();
      String detail = failure(check(full.address()), Reason.TIMEOUT);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals("no connection to " + full.address() + " within 200ms", detail);
      assertTrue(took.toMillis() >= 190 && took.toMillis() < 3_000, took.toString());
    }
  }

  @Test
  void givingUpClosesTheSocket() throws Exception {
    try (FullBacklog full = new FullBacklog()) {
      HealthCheck check = checks(Duration.ofMinutes(1), full.address());
      Cancellable waiting = check.check().subscribe().with(outcome -> {});
      Eventually.holds("it connects", () -> lab.loops().sockets() == 1);
      waiting.cancel();
      Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    }
  }

  @Test
  void whatBreaksHereIsAnOutcomeToo() {
    lab.close();
    Eventually.holds("the loops have ended", () -> lab.loops().group().isTerminated());
    assertInstanceOf(Outcome.Skipped.class, CheckFixture.outcome(check("127.0.0.1:1")));
    HealthCheck broken =
        new TcpHealthCheckFactory(CheckNetwork.on(lab.loops().group(), BROKEN, lab.time(), NO_TLS))
            .open(CheckFixture.peer("node:1", new CheckKind.Tcp(), CheckFixture.AMPLE));
    assertInstanceOf(Outcome.Skipped.class, CheckFixture.outcome(broken));
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
      Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    }
  }

  private HealthCheck check(String address) {
    return checks(Duration.ofMillis(200), address);
  }

  private HealthCheck checks(Duration timeout, String address) {
    return new TcpHealthCheckFactory(
            CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), NO_TLS))
        .open(CheckFixture.peer(address, new CheckKind.Tcp(), timeout));
  }
}
