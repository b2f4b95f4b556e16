package dev.rollcall.serve.metrics;

import dev.rollcall.monitor.PeerHealth;
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
public final class PeerTallies {

  /** In seconds: what is normal, what a busy machine makes of it, and what is too late. */
  private static final List<Double> BOUNDS = List.of(0.001, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0);

  private final Map<PeerId, PeerTally> peers = new ConcurrentHashMap<>();
  private final Durations lateness = new Durations(BOUNDS);

  /** Those that are no longer listed are forgotten. */
  public void listed(Roster roster) {
    Set<PeerId> listed = roster.peers().stream().map(Peer::id).collect(Collectors.toSet());
    peers.keySet().retainAll(listed);
  }

  /** One more check. */
  public void count(PeerHealth seen) {
    String kind = seen.peer().check().kind().type();
    lateness.note(seen.lateness());
    peers.compute(seen.peer().id(), (id, known) -> sameKind(known, kind)).count(seen);
  }

  private static PeerTally sameKind(@Nullable PeerTally known, String kind) {
    return known != null && known.kind().equals(kind) ? known : new PeerTally(kind);
  }

  Optional<PeerTally> of(PeerId id) {
    return Optional.ofNullable(peers.get(id));
  }

  Durations lateness() {
    return lateness;
  }
}
