package dev.rollcall.serve.metrics;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.PeerState;
import dev.rollcall.directory.RosterState;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.directory.Watchers;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.PeerId;
import dev.rollcall.text.EnumNames;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Exports the cluster to Prometheus. Each scrape is made from the newest snapshot, so the series of
 * peers that left disappear, and a peer costs little between scrapes.
 *
 * <p>A collector of simpleclient, and the only file that uses it. Micrometer's own meters would
 * cost 3.9 KB a peer in place of 0.2 KB, add a series {@code _max} to each histogram and sort the
 * labels. Quarkus 4 replaces simpleclient by version 1 of Prometheus' client (quarkus issue 47151).
 */
@Singleton
public final class ClusterMetrics extends Collector {

  private static final double MILLIS_PER_SECOND = 1e3;

  private final DirectoryView directory;
  private final Watchers watchers;
  private final NodeInfo observer;
  private final ClusterCounters counters;

  /** Exports this directory and what was counted of its peers. */
  public ClusterMetrics(
      DirectoryView directory, Watchers watchers, NodeInfo observer, ClusterCounters counters) {
    this.directory = directory;
    this.watchers = watchers;
    this.observer = observer;
    this.counters = counters;
  }

  /** The type is deprecated for that of the newer client, which Quarkus 3 does not use. */
  @SuppressWarnings("deprecation")
  void register(@Observes StartupEvent event, PrometheusMeterRegistry registry) {
    register(registry.getPrometheusRegistry());
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Snapshot snapshot = directory.snapshot();
    RosterState roster = snapshot.roster();
    double loadedAt = roster.loadedAt().wall().toEpochMilli() / MILLIS_PER_SECOND;
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(info());
    families.add(peers(snapshot));
    families.add(up(snapshot));
    addCounted(families, snapshot);
    families.add(lateness());
    families.add(
        gauge(
            "rollcall_roster_last_reload_successful",
            "1 if the newest version of the list is active, 0 if it was refused",
            roster.errors().isEmpty() ? 1 : 0));
    families.add(
        gauge(
            "rollcall_roster_reload_timestamp_seconds",
            "When the active list was loaded, in seconds since 1970",
            loadedAt));
    families.add(gauge("rollcall_watchers", "Watches and waits that are open", watchers.count()));
    families.add(gauge("rollcall_watchers_limit", "The most that there may be", watchers.limit()));
    families.add(
        gauge(
            "rollcall_isolated",
            "1 if no peer responds, not even with an error, so that this node may be cut off",
            snapshot.isolated() ? 1 : 0));
    return families;
  }

  private MetricFamilySamples info() {
    String node = observer.node().map(PeerId::value).orElse("");
    return new MetricFamilySamples(
        "rollcall_info",
        Type.GAUGE,
        "1; which node this is, empty if it is not itself listed, and its version",
        List.of(
            new Sample(
                "rollcall_info",
                List.of("node", "version"),
                List.of(node, observer.version()),
                1)));
  }

  private static MetricFamilySamples peers(Snapshot snapshot) {
    List<Sample> samples = new ArrayList<>();
    snapshot
        .counts()
        .forEach(
            (status, count) ->
                samples.add(
                    new Sample(
                        "rollcall_peers",
                        List.of("status"),
                        List.of(EnumNames.lowerCase(status)),
                        count)));
    return new MetricFamilySamples("rollcall_peers", Type.GAUGE, "Listed peers by status", samples);
  }

  private static MetricFamilySamples up(Snapshot snapshot) {
    List<Sample> samples = new ArrayList<>();
    for (PeerState peerState : snapshot.peerStates()) {
      Status status = peerState.status();
      if (status != Status.UNKNOWN && status != Status.MAINTENANCE) {
        samples.add(
            new Sample(
                "rollcall_peer_up",
                List.of("peer"),
                List.of(peerState.peer().id().value()),
                status == Status.UNHEALTHY ? 0 : 1));
      }
    }
    return new MetricFamilySamples(
        "rollcall_peer_up",
        Type.GAUGE,
        "1 if the peer is healthy or suspect, 0 if unhealthy; absent if it is not checked",
        samples);
  }

  private void addCounted(List<MetricFamilySamples> families, Snapshot snapshot) {
    List<Sample> durations = new ArrayList<>();
    List<Sample> checks = new ArrayList<>();
    List<Sample> transitions = new ArrayList<>();
    for (PeerState peerState : snapshot.peerStates()) {
      String peer = peerState.peer().id().value();
      Optional<PeerCounters> counted = counters.of(peerState.peer().id());
      if (counted.isPresent()) {
        counted.get().addDurations(into(durations), peer);
        counted.get().addChecks(into(checks), peer);
        counted.get().addTransitions(into(transitions), peer);
      }
    }
    families.add(
        new MetricFamilySamples(
            PeerCounters.DURATION, Type.HISTOGRAM, "How long checks took", durations));
    families.add(
        new MetricFamilySamples(
            PeerCounters.CHECKS, Type.COUNTER, "Checks by what came of them", checks));
    families.add(
        new MetricFamilySamples(
            PeerCounters.TRANSITIONS, Type.COUNTER, "Changes of status", transitions));
  }

  private MetricFamilySamples lateness() {
    String name = "rollcall_check_lateness_seconds";
    List<Sample> samples = new ArrayList<>();
    counters.lateness().addTo(into(samples), name, List.of(), List.of());
    return new MetricFamilySamples(
        name, Type.HISTOGRAM, "From when a check was due to when it began", samples);
  }

  private static SampleSink into(List<Sample> samples) {
    return (name, labels, values, value) -> samples.add(new Sample(name, labels, values, value));
  }

  private static MetricFamilySamples gauge(String name, String help, double value) {
    return new MetricFamilySamples(
        name, Type.GAUGE, help, List.of(new Sample(name, List.of(), List.of(), value)));
  }
}
