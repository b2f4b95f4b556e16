package dev.rollcall.serve.metrics;

import dev.rollcall.monitor.CheckResult;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts the checks of all peers. One thread counts, any thread reads. */
public final class ClusterCounters {

  /** In seconds: what is normal, what is due to a busy machine, and what is too late. */
  private static final List<Double> UPPER_BOUNDS = List.of(0.001, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0);

  private final Map<PeerId, PeerCounters> peers = new ConcurrentHashMap<>();
  private final DurationHistogram lateness = new DurationHistogram(UPPER_BOUNDS);

  /** Drops the counters of peers that this roster does not list. */
  public void listed(Roster roster) {
    Set<PeerId> listed = roster.peers().stream().map(Peer::id).collect(Collectors.toSet());
    peers.keySet().retainAll(listed);
  }

  /** Counts one check. */
  public void count(CheckResult result) {
    String kind = result.peer().check().kind().type();
    lateness.record(result.lateness());
    peers.compute(result.peer().id(), (id, known) -> ofKind(known, kind)).count(result);
  }

  /** A peer whose kind of check changed is counted from zero. */
  private static PeerCounters ofKind(@Nullable PeerCounters known, String kind) {
    return known != null && known.kind().equals(kind) ? known : new PeerCounters(kind);
  }

  Optional<PeerCounters> of(PeerId id) {
    return Optional.ofNullable(peers.get(id));
  }

  DurationHistogram lateness() {
    return lateness;
  }
}
