package dev.rollcall.check.exo;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Hint;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.network.TestEventLoops;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExoHealthCheckTest {

  private static final byte[] HEALTHY = {8, 1};
  private static final byte[] UNHEALTHY = {8, 0};

  private final CheckFixture lab = new CheckFixture();
  private final TestEventLoops loopsOfTheNode = new TestEventLoops();
  private final ExoNode node = new ExoNode(loopsOfTheNode.group(), HEALTHY);
  private final List<HealthCheck> opened = new ArrayList<>();

  @AfterEach
  void end() {
    opened.forEach(HealthCheck::close);
    Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    node.close();
    loopsOfTheNode.close();
    lab.close();
  }

  @Test
  void aHealthyNodeGetsAnEmptyRequest() {
    assertTrue(success(check(node.address())).roundTripTime().toNanos() > 0);
    assertEquals(1, node.requests().size());
    assertEquals(0, node.requests().get(0).length);
  }

  @Test
  void aNodeThatAnswersUnhealthy() {
    HealthCheck check = check(node.address());
    String detail = "answered is_healthy: false; expected is_healthy: true";
    node.answer(UNHEALTHY);
    assertEquals(detail, failure(check, Reason.NOT_SERVING));
    // What is false is left out by those who write protobuf.
    node.answer();
    assertEquals(detail, failure(check, Reason.NOT_SERVING));
  }

  @Test
  void unknownFieldsAreSkipped() {
    node.answer(
        (byte) 18, (byte) 2, (byte) 'h', (byte) 'i', (byte) 8, (byte) 1, (byte) 24, (byte) 7);
    success(check(node.address()));
  }

  @Test
  void anInvalidResponse() {
    node.answer((byte) 8);
    String detail = failure(check(node.address()), Reason.PROTOCOL);
    assertEquals(node.address() + " sent a response message that cannot be decoded", detail);
  }

  @Test
  void aPeerThatIsNoExo() {
    try (HealthServer other = HealthServer.start()) {
      assertEquals(
          "answered UNIMPLEMENTED: no node_service.NodeService there; expected exo 0.0.x (exo 1.x"
              + " is checked with the kind http at /node_id)",
          failure(check(other.address()), Reason.UNIMPLEMENTED));
    }
  }

  @Test
  void nobodyListens() {
    try (RefusingPort dead = RefusingPort.take()) {
      failure(check(dead.address()), Reason.REFUSED);
    }
  }

  @Test
  void aNodeThatDiesIsAHint() {
    Queue<String> hints = new ConcurrentLinkedQueue<>();
    HealthCheck check = check(node.address());
    Cancellable unused = check.hints().onItem().transform(Hint::cause).subscribe().with(hints::add);
    success(check);
    assertEquals(1, lab.loops().sockets());
    node.close();
    Eventually.holds("a hint", () -> hints.size() == 1);
    failure(check, Reason.REFUSED);
  }

  @Test
  void anotherKindOfCheckIsNotMadeHere() {
    assertThrows(
        IllegalArgumentException.class,
        () -> checks().open(CheckFixture.peer("node:1", new CheckKind.Tcp(), CheckFixture.AMPLE)));
  }

  private HealthCheck check(String address) {
    HealthCheck check =
        checks()
            .open(
                CheckFixture.peer(
                    address, new CheckKind.Exo(Optional.empty()), CheckFixture.AMPLE));
    opened.add(check);
    return check;
  }

  private ExoHealthCheckFactory checks() {
    return new ExoHealthCheckFactory(
        CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS));
  }
}
