package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneShotCheckTest {

  private final CheckFixture lab = new CheckFixture();
  private final HealthServer server = HealthServer.start();

  @AfterEach
  void close() {
    server.close();
    lab.close();
  }

  @Test
  void theFirstOutcomeCountsAndClosesTheConnection() {
    Outcome first = new Outcome.Success(Duration.ofMillis(1));
    OneShotCheck check =
        check(
            (connection, end) -> {
              end.accept(first);
              end.accept(new Outcome.Failure(Reason.PROTOCOL, "late"));
            });
    assertEquals(first, CheckFixture.outcome(check));
    Eventually.holds("the socket is closed", () -> lab.loops().sockets() == 0);
  }

  @Test
  void cancellingClosesTheConnection() {
    Queue<PeerConnection> open = new ConcurrentLinkedQueue<>();
    Cancellable running =
        check((connection, end) -> open.add(connection)).check().subscribe().with(outcome -> {});
    Eventually.holds("it is connected", () -> open.size() == 1);
    assertTrue(open.element().channel().isOpen());

    running.cancel();
    Eventually.holds("the socket is closed", () -> lab.loops().sockets() == 0);
  }

  @Test
  void aProbeThatThrowsEndsTheCheckAndClosesTheConnection() {
    OneShotCheck check =
        check(
            (connection, end) -> {
              throw new IllegalStateException("broken");
            });
    assertEquals(
        new Outcome.Skipped(
            "internal error, please report it (its stack trace is logged at DEBUG)"),
        CheckFixture.outcome(check));
    Eventually.holds("the socket is closed", () -> lab.loops().sockets() == 0);
  }

  private OneShotCheck check(ConnectionProbe probe) {
    return new OneShotCheck(
        CheckFixture.peer(server.address(), new CheckKind.Tcp(), CheckFixture.AMPLE),
        CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS),
        probe);
  }
}
