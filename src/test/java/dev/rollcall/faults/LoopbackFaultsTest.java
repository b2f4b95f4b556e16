package dev.rollcall.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.rollcall.check.Reason;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.FaultInjectingProxy;
import dev.rollcall.testing.network.FaultInjectingProxy.Fault;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.time.Eventually;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every fault that the loopback can make: a peer is healthy, suffers it, and is mended. All suffer
 * at the same time, next to peers that suffer nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopbackFaultsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a slow machine may add. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private static final CheckKind GRPC = new CheckKind.Grpc("");
  private static final CheckKind HTTP =
      new CheckKind.Http("/node_id", OptionalInt.empty(), Optional.of("\"me\""), Optional.empty());

  private final EngineFixture lab = new EngineFixture();
  private final List<Case> cases = new ArrayList<>();
  private final List<AutoCloseable> servers = new ArrayList<>();
  private final List<String> bystanders =
      List.of("bystander-grpc", "bystander-tcp", "bystander-http");

  /**
   * @param suffer begins the fault
   * @param mend ends it
   * @param reason that every failure must have
   */
  private record Case(String id, Runnable suffer, Runnable mend, Reason reason) {}

  @BeforeAll
  void everyCaseOnce() throws IOException {
    wired("refused", GRPC, Fault.REFUSE, Reason.REFUSED);
    wired("reset after accept", GRPC, Fault.RESET, Reason.PROTOCOL);
    wired("closed after accept", GRPC, Fault.CLOSE, Reason.PROTOCOL);
    wired("accepts and stays silent", GRPC, Fault.SILENCE, Reason.TIMEOUT);
    wired("the connection freezes", GRPC, Fault.FREEZE, Reason.TIMEOUT);
    wired("answers after the deadline", GRPC, Fault.LATENESS, Reason.TIMEOUT);
    wired("a byte a second", GRPC, Fault.TRICKLE, Reason.TIMEOUT);
    wired("garbage", GRPC, Fault.GARBAGE, Reason.PROTOCOL);
    wired("HTTP/1 where gRPC is expected", GRPC, Fault.HTTP1, Reason.PROTOCOL);
    wired("TLS where plain text is expected", GRPC, Fault.TLS, Reason.PROTOCOL);
    wired("tcp refused", new CheckKind.Tcp(), Fault.REFUSE, Reason.REFUSED);
    wired("http refused", HTTP, Fault.REFUSE, Reason.REFUSED);
    wired("http reset", HTTP, Fault.RESET, Reason.PROTOCOL);
    wired("http silent", HTTP, Fault.SILENCE, Reason.TIMEOUT);
    wired("http late", HTTP, Fault.LATENESS, Reason.TIMEOUT);
    wired("http a byte a second", HTTP, Fault.TRICKLE, Reason.TIMEOUT);
    wired("http garbage", HTTP, Fault.GARBAGE, Reason.PROTOCOL);
    notServing();
    unimplemented();
    unresolved();
    lab.add("bystander-grpc", grpcServer().address(), GRPC);
    lab.add("bystander-tcp", grpcServer().address(), new CheckKind.Tcp());
    lab.add("bystander-http", "127.0.0.1:" + httpServer(), HTTP);

    lab.start();
    awaitAll(Status.HEALTHY);
    cases.forEach(row -> row.suffer().run());
    awaitAll(Status.UNHEALTHY);
    cases.forEach(row -> row.mend().run());
    awaitAll(Status.HEALTHY);
  }

  @TestFactory
  Stream<DynamicTest> statusesAndReasons() {
    return cases.stream().map(row -> DynamicTest.dynamicTest(row.id(), () -> assertStory(row)));
  }

  @Test
  void nothingElseChanges() {
    for (String id : bystanders) {
      assertEquals(List.of("HEALTHY"), lab.story(id), id);
      assertTrue(lab.of(id).size() > 1, id);
    }
  }

  @AfterAll
  void close() throws Exception {
    lab.close();
    for (AutoCloseable server : servers) {
      server.close();
    }
  }

  private void assertStory(Case row) {
    assertEquals(
        List.of("HEALTHY", "SUSPECT " + row.reason(), "UNHEALTHY " + row.reason(), "HEALTHY"),
        lab.story(row.id()),
        () -> lab.explained(row.id()));
    CheckResult suspected = lab.transitions(row.id()).get(1);
    CheckResult confirmed = lab.transitions(row.id()).get(2);
    List<CheckResult> checks = lab.of(row.id());
    List<CheckResult> confirming =
        checks.subList(checks.indexOf(suspected) + 1, checks.indexOf(confirmed) + 1);
    assertEquals(
        EngineFixture.FALL - 1, confirming.stream().filter(LoopbackFaultsTest::counts).count());
    Duration took = suspected.health().statusSince().until(confirmed.health().statusSince());
    Duration least = EngineFixture.CONFIRM.multipliedBy(EngineFixture.FALL - 1);
    Duration most =
        EngineFixture.CONFIRM.plus(EngineFixture.TIMEOUT).multipliedBy(confirming.size());
    assertTrue(took.compareTo(least) >= 0, "confirmed after " + took);
    assertTrue(took.compareTo(most.plus(SLACK)) <= 0, "confirmed after " + took);
  }

  // A failure during a stall of the checking side does not count: its check is repeated.
  private static boolean counts(CheckResult result) {
    return !result.health().equals(result.before());
  }

  // A peer that does not get there fails its own test, with its transitions.
  private void awaitAll(Status status) {
    try {
      Eventually.holds(
          "all are " + status,
          PATIENCE,
          () -> cases.stream().allMatch(row -> lab.status(row.id()) == status));
    } catch (AssertionError e) {
      System.err.println(e.getMessage());
    }
  }

  private void wired(String id, CheckKind kind, Fault fault, Reason reason) throws IOException {
    int target = kind == HTTP ? httpServer() : grpcServer().port();
    FaultInjectingProxy wire = new FaultInjectingProxy(target);
    servers.add(wire);
    lab.add(id, wire.address(), kind);
    // A kept connection that breaks in the middle of a call is replaced by the check itself;
    // without one, a check that is cut off in the middle rightly reports that, and not the fault
    // after it.
    Runnable suffer =
        kind == GRPC
            ? () -> wire.suffer(fault)
            : () -> lab.betweenChecks(id, () -> wire.suffer(fault));
    cases.add(new Case(id, suffer, wire::mend, reason));
  }

  private void notServing() {
    HealthServer server = grpcServer();
    lab.add("says NOT_SERVING", server.address(), GRPC);
    cases.add(
        new Case(
            "says NOT_SERVING",
            () -> server.set(ServingStatus.NOT_SERVING),
            () -> server.set(ServingStatus.SERVING),
            Reason.NOT_SERVING));
  }

  private void unimplemented() {
    HealthServer server = grpcServer();
    lab.add("has no health service any more", server.address(), GRPC);
    cases.add(
        new Case(
            "has no health service any more",
            () -> server.failWith(io.grpc.Status.UNIMPLEMENTED),
            server::answerAgain,
            Reason.UNIMPLEMENTED));
  }

  // Looked up at each check, since a tcp check keeps nothing.
  private void unresolved() {
    HealthServer server = grpcServer();
    lab.sockets().name("lost", "127.0.0.1");
    lab.add("a name without an address", "lost:" + server.port(), new CheckKind.Tcp());
    cases.add(
        new Case(
            "a name without an address",
            () -> lab.sockets().forgetName("lost"),
            () -> lab.sockets().name("lost", "127.0.0.1"),
            Reason.UNRESOLVED));
  }

  private HealthServer grpcServer() {
    HealthServer server = HealthServer.start();
    servers.add(server);
    return server;
  }

  private int httpServer() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/node_id",
        exchange -> {
          byte[] body = "\"me\"\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    servers.add(() -> server.stop(0));
    return server.getAddress().getPort();
  }
}
