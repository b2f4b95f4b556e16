package dev.rollcall.serve.metrics;

import static dev.rollcall.testing.peer.DirectoryFixture.at;
import static dev.rollcall.testing.peer.DirectoryFixture.peer;
import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Skipped;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.directory.ThrottledNotifier;
import dev.rollcall.directory.Watchers;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.FlapDetector;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.History;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.testing.peer.DirectoryFixture;
import dev.rollcall.testing.time.ManualClock;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterMetricsTest {

  private static final Success SUCCESS = new Success(Duration.ofMillis(2));

  private final DirectoryFixture lab = new DirectoryFixture(peers("a", "b\"c"));
  private final ManualClock clock = new ManualClock();
  private final Watchers watchers =
      new Watchers(lab.directory(), new ThrottledNotifier(clock), clock, 7);
  private final ClusterCounters counters = new ClusterCounters();
  private final CollectorRegistry registry = new CollectorRegistry(true);

  ClusterMetricsTest() {
    NodeInfo observer = new NodeInfo(Optional.of(new PeerId("me")), "1.2", at(0));
    new ClusterMetrics(lab.directory(), watchers, observer, counters).register(registry);
  }

  @Test
  void thePeersAreCountedByStatus() throws IOException {
    lab.judge("a", Status.HEALTHY);

    assertEquals(
        List.of(
            "rollcall_peers{status=\"unknown\",} 1.0",
            "rollcall_peers{status=\"healthy\",} 1.0",
            "rollcall_peers{status=\"suspect\",} 0.0",
            "rollcall_peers{status=\"unhealthy\",} 0.0",
            "rollcall_peers{status=\"maintenance\",} 0.0"),
        lines("rollcall_peers{"));
    assertEquals(
        List.of("rollcall_info{node=\"me\",version=\"1.2\",} 1.0"), lines("rollcall_info"));
  }

  @Test
  void aPeerIsUpUntilItsDeathIsConfirmedAndAbsentBeforeItsFirstCheck() throws IOException {
    assertEquals(List.of(), lines("rollcall_peer_up"));
    lab.judge("b\"c", Status.SUSPECT);
    assertEquals(List.of("rollcall_peer_up{peer=\"b\\\"c\",} 1.0"), lines("rollcall_peer_up"));
    lab.judge("b\"c", Status.UNHEALTHY);
    assertEquals(List.of("rollcall_peer_up{peer=\"b\\\"c\",} 0.0"), lines("rollcall_peer_up"));
    lab.judge("b\"c", Status.MAINTENANCE);
    assertEquals(List.of(), lines("rollcall_peer_up"));
  }

  @Test
  void checksAreCountedByWhatCameOfThem() throws IOException {
    check(Status.UNKNOWN, Status.HEALTHY, SUCCESS);
    check(Status.HEALTHY, Status.HEALTHY, SUCCESS);
    check(Status.HEALTHY, Status.SUSPECT, new Failure(Reason.TIMEOUT, "no answer"));
    check(Status.SUSPECT, Status.SUSPECT, new Skipped("too many open files"));

    assertEquals(
        List.of(
            "rollcall_checks_total{peer=\"a\",outcome=\"success\",} 2.0",
            "rollcall_checks_total{peer=\"a\",outcome=\"timeout\",} 1.0",
            "rollcall_checks_total{peer=\"a\",outcome=\"not_asked\",} 1.0"),
        lines("rollcall_checks"));
    assertEquals(
        List.of(
            "rollcall_transitions_total{peer=\"a\",to=\"healthy\",} 1.0",
            "rollcall_transitions_total{peer=\"a\",to=\"suspect\",} 1.0",
            "rollcall_transitions_total{peer=\"a\",to=\"unhealthy\",} 0.0"),
        lines("rollcall_transitions"));
  }

  @Test
  void durationsOfThoseThatWerePutAreInBucketsUpToTheirBound() throws IOException {
    check(Status.HEALTHY, Status.HEALTHY, SUCCESS);
    check(Status.HEALTHY, Status.HEALTHY, new Skipped("too many open files"));

    String of = "rollcall_check_duration_seconds_";
    assertEquals(
        List.of(
            of + "bucket{peer=\"a\",kind=\"grpc\",le=\"0.001\",} 0.0",
            of + "bucket{peer=\"a\",kind=\"grpc\",le=\"0.005\",} 1.0"),
        lines(of + "bucket").subList(0, 2));
    assertEquals(
        List.of(
            of + "bucket{peer=\"a\",kind=\"grpc\",le=\"10.0\",} 1.0",
            of + "bucket{peer=\"a\",kind=\"grpc\",le=\"+Inf\",} 1.0"),
        lines(of + "bucket").subList(8, 10));
    assertEquals(List.of(of + "count{peer=\"a\",kind=\"grpc\",} 1.0"), lines(of + "count"));
    assertEquals(List.of(of + "sum{peer=\"a\",kind=\"grpc\",} 0.005"), lines(of + "sum"));
    assertEquals(
        List.of("rollcall_check_lateness_seconds_count 2.0"),
        lines("rollcall_check_lateness_seconds_count"));
  }

  @Test
  void theSeriesOfAPeerThatLeftGoAwayAndBeginAnewIfItReturns() throws IOException {
    lab.judge("a", Status.HEALTHY);
    check(Status.UNKNOWN, Status.HEALTHY, SUCCESS);

    lab.list(peers("b\"c"));
    counters.listed(new Roster(List.of(peer("b\"c")), Optional.empty(), Optional.empty(), "d"));
    assertEquals(List.of(), lines("peer=\"a\""));

    lab.list(peers("a", "b\"c"));
    check(Status.UNKNOWN, Status.HEALTHY, SUCCESS);
    assertEquals(
        List.of("rollcall_checks_total{peer=\"a\",outcome=\"success\",} 1.0"),
        lines("rollcall_checks"));
  }

  @Test
  void aRefusedListAndWatchersAndIsolationAreTold() throws IOException {
    assertEquals(1, value("rollcall_roster_last_reload_successful"));
    assertEquals(0, value("rollcall_isolated"));

    lab.directory().reject(List.of("peers.yaml:1:1: no"));
    lab.judge("a", Status.UNHEALTHY);
    lab.judge("b\"c", Status.UNHEALTHY);
    var unused =
        watchers.distinct(Snapshot::revision, Runnable::run).subscribe().with(revision -> {});

    assertEquals(0, value("rollcall_roster_last_reload_successful"));
    assertEquals(0, value("rollcall_roster_reload_timestamp_seconds"));
    assertEquals(1, value("rollcall_isolated"));
    assertEquals(1, value("rollcall_watchers"));
    assertEquals(7, value("rollcall_watchers_limit"));
  }

  private void check(Status before, Status after, Outcome outcome) {
    counters.count(
        new CheckResult(
            peer("a"),
            health(before),
            health(after),
            outcome,
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            History.NONE));
  }

  private static Health health(Status status) {
    return new Health(
        status,
        Optional.empty(),
        at(1),
        at(1),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        FlapDetector.NONE);
  }

  private double value(String name) throws IOException {
    return Double.parseDouble(lines(name + " ").get(0).split(" ", -1)[1]);
  }

  private List<String> lines(String part) throws IOException {
    StringWriter text = new StringWriter();
    TextFormat.write004(text, registry.metricFamilySamples());
    return text.toString()
        .lines()
        .filter(line -> !line.startsWith("#") && line.contains(part))
        .toList();
  }
}
