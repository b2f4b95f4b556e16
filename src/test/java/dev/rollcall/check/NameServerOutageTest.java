package dev.rollcall.check;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.outcome;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.check.grpc.GrpcHealthCheckFactory;
import dev.rollcall.check.http.HttpHealthCheckFactory;
import dev.rollcall.check.tcp.TcpHealthCheckFactory;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.peer.CheckFixture;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The name server dies while a peer lives; and what is different if the name is gone. */
class NameServerOutageTest {

  private static final Uni<List<InetAddress>> LOOPBACK =
      Uni.createFrom().item(List.of(InetAddress.getLoopbackAddress()));
  private static final Uni<List<InetAddress>> NO_SERVER =
      Uni.createFrom()
          .failure(() -> new LookupUnavailableException("Temporary failure in name resolution"));
  private static final Uni<List<InetAddress>> NO_SUCH_NAME =
      Uni.createFrom().failure(() -> new UnknownHostException("node: Name or service not known"));

  private final CheckFixture fixture = new CheckFixture();
  private volatile Uni<List<InetAddress>> names = LOOPBACK;

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void theLastKnownAddressIsUsedOn() {
    CheckKind http =
        new CheckKind.Http("/", OptionalInt.empty(), Optional.empty(), Optional.empty());
    try (HealthServer grpc = HealthServer.start();
        WebServer web = WebServer.start()) {
      HealthCheck called = open(new CheckKind.Grpc(""), grpc.port());
      for (HealthCheck check :
          List.of(open(new CheckKind.Tcp(), web.port()), open(http, web.port()), called)) {
        names = LOOPBACK;
        success(check);
        names = NO_SERVER;
        success(check);
        success(check);
      }
      grpc.stopHard();
      grpc.startAgain();
      success(called);
    }
  }

  @Test
  void aLookupWithoutEndLeavesTimeForIt() {
    try (WebServer web = WebServer.start()) {
      HealthCheck check = open(new CheckKind.Tcp(), web.port(), Duration.ofSeconds(2));
      success(check);
      names = Uni.createFrom().nothing();
      success(check);
    }
  }

  @Test
  void thatNobodyIsThereMayMeanThatThePeerHasMoved() {
    HealthCheck check;
    try (WebServer web = WebServer.start()) {
      check = open(new CheckKind.Tcp(), web.port());
      success(check);
    }
    names = NO_SERVER;
    assertEquals(
        new Outcome.Skipped(
            "host names cannot be looked up (Temporary failure in name resolution)"),
        outcome(check));
    names = LOOPBACK;
    failure(check, Reason.REFUSED);
  }

  @Test
  void whatThePeerItselfAnswersThereCounts() {
    CheckKind http =
        new CheckKind.Http("/", OptionalInt.empty(), Optional.empty(), Optional.empty());
    try (WebServer web = WebServer.start()) {
      HealthCheck check = open(http, web.port());
      success(check);
      web.answer(new WebServer.Page(503, ""));
      names = NO_SERVER;
      failure(check, Reason.NOT_SERVING);
    }
  }

  @Test
  void aNameThatIsGoneIsUnresolvedAtOnceAndForgotten() {
    try (WebServer web = WebServer.start()) {
      HealthCheck check = open(new CheckKind.Tcp(), web.port());
      success(check);
      names = NO_SUCH_NAME;
      failure(check, Reason.UNRESOLVED);
      names = NO_SERVER;
      failure(check, Reason.UNRESOLVED);
      names = LOOPBACK;
      success(check);
    }
  }

  @Test
  void withoutAKnownAddressItIsUnresolved() {
    names = NO_SERVER;
    try (RefusingPort port = RefusingPort.take()) {
      assertEquals(
          "the host name of node:"
              + port.port()
              + " cannot be resolved (Temporary failure in name resolution)",
          failure(open(new CheckKind.Tcp(), port.port()), Reason.UNRESOLVED));
    }
  }

  private HealthCheck open(CheckKind kind, int port) {
    return open(kind, port, CheckFixture.AMPLE);
  }

  private HealthCheck open(CheckKind kind, int port, Duration timeout) {
    CheckNetwork network =
        CheckNetwork.on(
            fixture.loops().group(), host -> names, fixture.time(), CheckFixture.NO_TLS);
    HealthCheckFactory factory =
        kind instanceof CheckKind.Grpc
            ? new GrpcHealthCheckFactory(network, 0)
            : kind instanceof CheckKind.Http
                ? new HttpHealthCheckFactory(network)
                : new TcpHealthCheckFactory(network);
    return factory.open(CheckFixture.peer("node:" + port, kind, timeout));
  }
}
