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
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as it is when somebody asks: made from the newest snapshot, so the series of peers
 * that left are not there any more, and a peer costs little while nobody asks.
 */
public final class ClusterMetrics extends Collector {

  private static final double MILLIS_PER_SECOND = 1e3;

  private final DirectoryView directory;
  private final Watchers watchers;
  private final NodeInfo observer;
  private final ClusterCounters tallies;

  /** Tells of this directory and of what was counted besides. */
  public ClusterMetrics(
      DirectoryView directory, Watchers watchers, NodeInfo observer, ClusterCounters tallies) {
    this.directory = directory;
    this.watchers = watchers;
    this.observer = observer;
    this.tallies = tallies;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Snapshot now = directory.snapshot();
    RosterState roster = now.roster();
    double loadedAt = roster.loadedAt().wall().toEpochMilli() / MILLIS_PER_SECOND;
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(info());
    families.add(peers(now));
    families.add(up(now));
    addCounted(families, now);
    families.add(lateness());
    families.add(
        gauge(
            "rollcall_roster_last_reload_successful",
            "1 if the newest version of the list is in force, 0 if it was refused",
            roster.errors().isEmpty() ? 1 : 0));
    families.add(
        gauge(
            "rollcall_roster_reload_timestamp_seconds",
            "When the list in force was loaded, in seconds since 1970",
            loadedAt));
    families.add(gauge("rollcall_watchers", "Watches and waits that are open", watchers.count()));
    families.add(gauge("rollcall_watchers_limit", "The most that there may be", watchers.limit()));
    families.add(
        gauge(
            "rollcall_isolated",
            "1 if no peer answers, so that it may be this node that is cut off",
            now.isolated() ? 1 : 0));
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

  private static MetricFamilySamples peers(Snapshot now) {
    List<Sample> samples = new ArrayList<>();
    now.counts()
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

  private static MetricFamilySamples up(Snapshot now) {
    List<Sample> samples = new ArrayList<>();
    for (PeerState listing : now.listings()) {
      Status status = listing.status();
      if (status != Status.UNKNOWN && status != Status.MAINTENANCE) {
        samples.add(
            new Sample(
                "rollcall_peer_up",
                List.of("peer"),
                List.of(listing.peer().id().value()),
                status == Status.UNHEALTHY ? 0 : 1));
      }
    }
    return new MetricFamilySamples(
        "rollcall_peer_up",
        Type.GAUGE,
        "1 if the peer is healthy or suspect, 0 if unhealthy; absent if it is not checked",
        samples);
  }

  private void addCounted(List<MetricFamilySamples> families, Snapshot now) {
    List<Sample> durations = new ArrayList<>();
    List<Sample> checks = new ArrayList<>();
    List<Sample> transitions = new ArrayList<>();
    for (PeerState listing : now.listings()) {
      String peer = listing.peer().id().value();
      Optional<PeerCounters> tally = tallies.of(listing.peer().id());
      if (tally.isPresent()) {
        tally.get().addDurations(durations, peer);
        tally.get().addChecks(checks, peer);
        tally.get().addTransitions(transitions, peer);
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
    tallies.lateness().addTo(samples, name, List.of(), List.of());
    return new MetricFamilySamples(
        name, Type.HISTOGRAM, "From when a check was due to when it began", samples);
  }

  private static MetricFamilySamples gauge(String name, String help, double value) {
    return new MetricFamilySamples(
        name, Type.GAUGE, help, List.of(new Sample(name, List.of(), List.of(), value)));
  }
}
