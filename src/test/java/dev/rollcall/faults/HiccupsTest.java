package dev.rollcall.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.monitor.Status;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.time.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What befalls a connection or a stream, and not the peer: it stays in, whatever is suspected. */
class HiccupsTest {

  private static final CheckKind GRPC = new CheckKind.Grpc("");

  /** Time for a server to come back, be the machine slow. */
  private static final int PATIENT = 50;

  private final EngineFixture lab = new EngineFixture();
  private final HealthServer server = HealthServer.start();
  private int streams;

  @AfterEach
  void close() {
    lab.close();
    server.close();
  }

  @Test
  void aServerThatRestartsOnTheSamePort() {
    watched();
    for (int i = 1; i <= 3; i++) {
      int connections = server.connections();
      server.stopHard();
      server.startAgain();
      Eventually.holds("it is checked again", () -> server.connections() > connections);
      awaitStream();
    }
    assertNeverAway();
  }

  @Test
  void aFarewellInTheMiddleOfAStream() {
    watched();
    int connections = server.connections();
    server.leave();
    server.startAgain();
    Eventually.holds("it is checked again", () -> server.connections() > connections);
    awaitStream();
    assertNeverAway();
  }

  @Test
  void aStreamThatTheServerEndsAtOnceEachTime() {
    server.endEachWatch();
    lab.add("peer", server.address(), GRPC, PATIENT);
    lab.start();
    Eventually.holds(
        "the stream was opened anew", Duration.ofSeconds(30), () -> server.watches() > 3);

    assertEquals(List.of("HEALTHY"), lab.story("peer"));
    assertEquals(1, server.connections());
    // One for each end, and those of the schedule: two seconds apart.
    assertTrue(
        server.checks() <= server.watches() + 20,
        server.checks() + " checks for " + server.watches() + " streams");
  }

  @Test
  void aNameThatMovesToAnotherAddress() {
    HealthServer other = HealthServer.startAtEveryAddress();
    try {
      lab.sockets().name("mover", "127.0.0.1");
      lab.add("mover", "mover:" + other.port(), GRPC, PATIENT);
      lab.start();
      Eventually.holds("it is healthy", () -> lab.status("mover") == Status.HEALTHY);
      int connections = other.connections();
      lab.sockets().name("mover", "127.0.0.2");
      Eventually.holds(
          "it is checked at the new address",
          Duration.ofSeconds(20),
          () -> other.connections() > connections && other.openConnections() == 1);
      assertEquals(List.of("HEALTHY"), lab.story("mover"));
    } finally {
      other.close();
    }
  }

  private void watched() {
    lab.add("peer", server.address(), GRPC, PATIENT);
    lab.start();
    awaitStream();
  }

  private void awaitStream() {
    Eventually.holds(
        "it is healthy", Duration.ofSeconds(30), () -> lab.status("peer") == Status.HEALTHY);
    Eventually.holds("a stream is open", Duration.ofSeconds(30), () -> server.watches() > streams);
    streams = server.watches();
  }

  private void assertNeverAway() {
    List<String> story = lab.story("peer");
    assertTrue(
        story.stream().noneMatch(result -> result.startsWith("UNHEALTHY")), lab.explained("peer"));
    assertEquals(Status.HEALTHY, lab.status("peer"));
  }
}
