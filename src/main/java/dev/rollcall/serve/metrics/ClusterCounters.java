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

/** What is counted of all checks. Told by one thread; any thread reads. */
public final class ClusterCounters {

  /** In seconds: what is normal, what a busy machine makes of it, and what is too late. */
  private static final List<Double> BOUNDS = List.of(0.001, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0);

  private final Map<PeerId, PeerCounters> peers = new ConcurrentHashMap<>();
  private final DurationHistogram lateness = new DurationHistogram(BOUNDS);

  /** Those that are no longer listed are forgotten. */
  public void listed(Roster roster) {
    Set<PeerId> listed = roster.peers().stream().map(Peer::id).collect(Collectors.toSet());
    peers.keySet().retainAll(listed);
  }

  /** One more check. */
  public void count(CheckResult seen) {
    String kind = seen.peer().check().kind().type();
    lateness.note(seen.lateness());
    peers.compute(seen.peer().id(), (id, known) -> sameKind(known, kind)).count(seen);
  }

  private static PeerCounters sameKind(@Nullable PeerCounters known, String kind) {
    return known != null && known.kind().equals(kind) ? known : new PeerCounters(kind);
  }

  Optional<PeerCounters> of(PeerId id) {
    return Optional.ofNullable(peers.get(id));
  }

  DurationHistogram lateness() {
    return lateness;
  }
}
