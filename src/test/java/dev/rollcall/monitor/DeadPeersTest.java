package dev.rollcall.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.grpc.GrpcHealthCheckFactory;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** On real sockets: peers that accept the connection and never answer delay nobody. */
class DeadPeersTest {

  private static final int HALF = 50;
  private static final int ROUNDS = 10;
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** For the first checks on a slow machine; 50 dead peers one after the other would cost 100 s. */
  private static final Duration ROOM = Duration.ofSeconds(20);

  private static final Duration USUAL = Duration.ofMillis(250);

  @Test
  void halfOfAHundredPeersAreDeadAndTheOthersAreCheckedOnTheirSchedule() {
    List<AutoCloseable> servers = new ArrayList<>();
    List<Peer> peers = new ArrayList<>();
    Queue<CheckResult> results = new ConcurrentLinkedQueue<>();
    try (CheckFixture lab = new CheckFixture()) {
      for (int i = 0; i < HALF; i++) {
        HealthServer live = HealthServer.start();
        MisbehavingServer silent = MisbehavingServer.silent();
        servers.addAll(List.of(live, silent));
        peers.add(Peer.at("live-" + i, live.address(), settings(CheckFixture.AMPLE)));
        peers.add(Peer.at("silent-" + i, silent.address(), settings(Duration.ofSeconds(2))));
      }
      Roster roster = new Roster(peers, Optional.empty(), Optional.empty(), "digest");
      GrpcHealthCheckFactory checks =
          new GrpcHealthCheckFactory(
              CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS),
              0);
      Cancellable watch =
          new Monitor(checks, lab.time(), "observer", 4096, List.of())
              .watch(Multi.createFrom().item(roster).emitOn(lab.time().timers()))
              .subscribe()
              .with(results::add);

      Eventually.holds(
          "every live peer was checked often",
          Duration.ofSeconds(60),
          () -> live(results).values().stream().filter(count -> count >= ROUNDS).count() == HALF);
      watch.cancel();
    } finally {
      servers.forEach(DeadPeersTest::close);
    }

    List<CheckResult> ofLive =
        results.stream().filter(result -> result.peer().id().value().startsWith("live")).toList();
    assertTrue(ofLive.stream().allMatch(result -> result.health().status() == Status.HEALTHY));
    List<Duration> lateness = ofLive.stream().map(CheckResult::lateness).sorted().toList();
    Duration usual = lateness.get(lateness.size() / 2);
    Duration latest = lateness.get(lateness.size() - 1);
    assertTrue(usual.compareTo(USUAL) < 0, "half of the checks were late by " + usual);
    assertTrue(latest.compareTo(ROOM) < 0, "a check of a live peer was late by " + latest);
    List<CheckResult> ofSilent =
        results.stream().filter(result -> result.peer().id().value().startsWith("silent")).toList();
    assertEquals(
        HALF,
        ofSilent.stream().map(result -> result.peer().id()).distinct().count(),
        "all were asked");
    // On a machine that is too busy a failure is excused, and the peer still UNKNOWN.
    assertTrue(ofSilent.stream().allMatch(result -> result.health().successes() == 0));
  }

  private static Map<String, Long> live(Queue<CheckResult> results) {
    return results.stream()
        .map(result -> result.peer().id().value())
        .filter(id -> id.startsWith("live"))
        .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
  }

  // The live ones share this process, and its share of a busy machine.
  private static CheckSettings settings(Duration timeout) {
    CheckSettings defaults = CheckSettings.DEFAULTS;
    return new CheckSettings(
        new CheckKind.Grpc(""),
        INTERVAL,
        timeout,
        defaults.confirmInterval(),
        INTERVAL,
        defaults.fall(),
        defaults.rise(),
        defaults.jitter());
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException("a server of the test did not close", e);
    }
  }
}
