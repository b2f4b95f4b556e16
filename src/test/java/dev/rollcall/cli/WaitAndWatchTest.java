package dev.rollcall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.testing.network.FakeDiscoveryServer;
import dev.rollcall.testing.network.UnavailableGateway;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.testing.program.InProcessCommand;
import dev.rollcall.testing.program.InProcessCommand.Result;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commands that go on, with a server that goes away and comes back. */
class WaitAndWatchTest {

  private final FakeDiscoveryServer server = FakeDiscoveryServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private InProcessCommand start(String line) {
    return InProcessCommand.start(
        Map.of("ROLLCALL_SERVER", server.address()), TerminalCapabilities.NONE, line.split(" "));
  }

  private static void prints(InProcessCommand run, int lines) {
    Eventually.holds(lines + " lines", () -> run.out().lines().count() >= lines);
  }

  /** The printed lines without their times. */
  private static List<String> printed(InProcessCommand run) {
    return run.out().lines().map(line -> line.replaceFirst("^[0-9:]{8} {2}", "")).toList();
  }

  private void end(InProcessCommand watch) {
    watch.stopReading();
    server.put(TestPeers.refusing("end"));
    assertEquals(141, watch.result().code());
  }

  @Test
  void aProxyWhoseUpstreamIsDownIsWaitedFor() {
    server.put(TestPeers.healthy("node1"));
    server.stopHard();
    InProcessCommand wait;
    try (UnavailableGateway gateway = UnavailableGateway.start(port(), 502)) {
      wait = start("wait --timeout 60s");
      String outage = "HTTP 502 from something in between; trying again";
      Eventually.holds("it tries again", () -> wait.err().contains(outage));
      assertEquals(server.address(), gateway.address());
    }
    server.startAgain();
    assertEquals(0, wait.result().code());
  }

  private int port() {
    return Integer.parseInt(server.address().substring(server.address().lastIndexOf(':') + 1));
  }

  @Test
  void changesAsTheyCome() {
    server.put(TestPeers.healthy("node1"), TestPeers.healthy("node2"));
    InProcessCommand watch = start("watch");
    prints(watch, 2);
    server.put(TestPeers.refusing("node2"));
    server.repeat();
    server.remove("node1");
    server.put(TestPeers.healthy("node2"));
    prints(watch, 5);
    assertEquals(
        List.of(
            "● healthy node1 10.0.0.1:50051",
            "● healthy node2 10.0.0.2:50051",
            "✗ unhealthy node2: nothing listens at 10.0.0.2:50051 (connection refused)",
            "- node1 left",
            "● healthy node2"),
        printed(watch));
    assertEquals("", watch.err());
    end(watch);
  }

  @Test
  void afterABreakItGoesOnFromWhereItWas() {
    server.put(TestPeers.healthy("node1"), TestPeers.healthy("node2"));
    InProcessCommand watch = start("watch");
    prints(watch, 2);
    server.stopHard();
    Eventually.holds("the break is reported", () -> watch.err().contains("; trying again"));
    server.put(TestPeers.refusing("node2"));
    server.startAgain();
    prints(watch, 3);
    assertTrue(printed(watch).get(2).startsWith("✗ unhealthy node2"), watch.out());
    assertEquals(3, printed(watch).size());
    List<String> message = watch.err().lines().toList();
    assertEquals(2, message.size(), watch.err());
    assertEquals("rollcall: " + server.address() + " answers again", message.get(1));
    assertEquals("one", server.watches().get(server.watches().size() - 1).getAfter().getEpoch());
    end(watch);
  }

  @Test
  void afterARestartOnlyTheDifferencesArePrinted() {
    server.put(TestPeers.healthy("node1"), TestPeers.healthy("node2"), TestPeers.healthy("node3"));
    InProcessCommand watch = start("watch");
    prints(watch, 3);
    server.stopHard();
    server.remove("node1");
    server.put(TestPeers.refusing("node2"));
    server.restart("two");
    prints(watch, 5);
    server.put(TestPeers.healthy("node4"));
    prints(watch, 6);
    assertEquals(
        List.of(
            "- node1 left",
            "✗ unhealthy node2: nothing listens at 10.0.0.2:50051 (connection refused)",
            "● healthy node4 10.0.0.4:50051"),
        printed(watch).subList(3, 6));
    end(watch);
  }

  @Test
  void anEndThatTheServerGivesIsABreakToo() {
    server.put(TestPeers.healthy("node1"));
    InProcessCommand watch = start("watch");
    prints(watch, 1);
    server.endWatches(io.grpc.Status.UNAVAILABLE.withDescription("shutting down"));
    Eventually.holds("it asks again", () -> server.watches().size() == 2);
    Eventually.holds("it is reported", () -> watch.err().contains("answers again"));
    assertTrue(
        watch
            .err()
            .startsWith(
                "rollcall: %s answers UNAVAILABLE (shutting down); trying again"
                    .formatted(server.address())),
        watch.err());
    end(watch);
  }

  @Test
  void anAnswerThatWouldBeTheSameAgainEndsIt() {
    server.put(TestPeers.healthy("node1"));
    InProcessCommand watch = start("watch");
    prints(watch, 1);
    server.endWatches(io.grpc.Status.UNAUTHENTICATED);
    Result result = watch.result();
    assertEquals(3, result.code());
    assertTrue(result.err().contains("requires a token"), result.err());
  }

  @Test
  void forPrograms() {
    server.put(TestPeers.of("node1", Status.STATUS_HEALTHY));
    InProcessCommand watch = start("watch -o json --status healthy,unhealthy --gpu");
    prints(watch, 1);
    server.repeat();
    server.observer(Observer.newBuilder().setIsolated(true).build());
    server.repeat();
    prints(watch, 2);
    server.remove("node1");
    prints(watch, 3);
    List<String> lines = watch.out().lines().toList();
    assertTrue(
        lines.get(0).startsWith("{\"reset\":true,\"changed\":[{\"id\":\"node1\""), lines.get(0));
    assertTrue(lines.get(1).contains("\"isolated\":true"), lines.get(1));
    assertTrue(lines.get(2).contains("\"removed\":[\"node1\"]"), lines.get(2));
    assertTrue(watch.err().contains("its own node may be isolated"), watch.err());
    assertEquals(
        PeerFilter.newBuilder()
            .addStatuses(Status.STATUS_HEALTHY)
            .addStatuses(Status.STATUS_UNHEALTHY)
            .setGpu(true)
            .build(),
        server.watches().get(0).getFilter());
    end(watch);
  }

  @Test
  void waitingEndsWithTheLastOfThem() {
    server.put(TestPeers.healthy("node1"), TestPeers.refusing("node2"));
    InProcessCommand wait = start("wait --count 2 --timeout 60s --gpu");
    Eventually.holds("it watches", () -> server.watches().size() == 1);
    assertEquals(
        PeerFilter.newBuilder().setGpu(true).build(),
        server.watches().get(0).getFilter(),
        "of any status, to name those that are missing");
    server.put(TestPeers.healthy("node2"));
    Result result = wait.result();
    assertEquals(0, result.code(), result.err());
    assertEquals("", result.out() + result.err());
  }

  @Test
  void waitingForAllButThoseInMaintenance() {
    server.put(TestPeers.healthy("node1"), TestPeers.of("node2", Status.STATUS_MAINTENANCE));
    assertEquals(0, start("wait").result().code());
    assertEquals(0, start("wait --count 1 --status maintenance").result().code());
  }

  @Test
  void waitingInVainNamesTheMissing() {
    server.put(TestPeers.healthy("node1"), TestPeers.refusing("node2"));
    Result result = start("wait --timeout 300ms").result();
    assertEquals(1, result.code());
    assertEquals(
        """
        rollcall: 1 of 2 peers after 300ms; missing:
          node2 (10.0.0.2:50051) is unhealthy: nothing listens at 10.0.0.2:50051 (connection refused)
        """,
        result.err());
  }

  @Test
  void aSilentServerHasNotAnswered() {
    server.beSilent();
    Result result = start("wait --timeout 300ms").result();
    assertEquals(3, result.code());
    assertEquals(
        "rollcall: %s did not answer within 300ms\n".formatted(server.address()), result.err());
  }

  @Test
  void aServerThatIsNotThereYetIsWaitedFor() {
    server.stopHard();
    InProcessCommand wait = start("wait --count 1 --timeout 60s");
    Eventually.holds("it is reported", () -> wait.err().contains("nothing listens at"));
    server.put(TestPeers.healthy("node1"));
    server.startAgain();
    Result result = wait.result();
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().endsWith(server.address() + " answers again\n"), result.err());
  }

  @Test
  void waitingOutlivesARestart() {
    server.put(TestPeers.refusing("node1"));
    InProcessCommand wait = start("wait --timeout 60s");
    Eventually.holds("it watches", () -> server.watches().size() == 1);
    server.stopHard();
    Eventually.holds("it is reported", () -> wait.err().contains("; trying again"));
    server.put(TestPeers.healthy("node1"));
    server.restart("two");
    assertEquals(0, wait.result().code(), wait.err());
  }

  @Test
  void aTerminalSeesHowFarItIs() {
    server.put(TestPeers.healthy("node1"), TestPeers.refusing("node2"));
    TerminalCapabilities screen = new TerminalCapabilities(true, 80, 24, true, true);
    InProcessCommand wait =
        InProcessCommand.start(
            Map.of("ROLLCALL_SERVER", server.address()), screen, "wait", "--timeout", "60s");
    Eventually.holds(
        "progress", () -> wait.err().contains("waiting for peers: 1 of 2; missing: node2"));
    server.put(TestPeers.healthy("node2"));
    Result result = wait.result();
    assertEquals(0, result.code());
    assertTrue(result.err().endsWith("\r\u001b[K"), "the line is gone at the end");
    assertFalse(result.err().contains("\n"), result.err());
  }
}
