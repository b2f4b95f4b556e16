package dev.rollcall.directory;

import dev.rollcall.directory.Snapshot.RosterIndex;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.History;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.TimePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the newest snapshot. There is one writer: {@link #replaceRoster}, {@link #reject} and
 * {@link #apply} are called by one thread at a time, each call after the one before. Any thread may
 * read.
 */
public final class Directory implements DirectoryView {

  private final Runnable onChange;
  private volatile Snapshot current;
  private volatile long results;

  /**
   * Begins empty, at revision 0. The first roster that is listed makes revision 1; its peers are
   * UNKNOWN.
   *
   * @param epoch names this run
   * @param startedAt when this run began
   * @param onChange called by the writer after each snapshot that it publishes, and when the node
   *     becomes isolated or ceases to be
   */
  public Directory(String epoch, TimePoint startedAt, Runnable onChange) {
    this.onChange = onChange;
    this.current = Snapshot.empty(epoch, startedAt);
  }

  @Override
  public Snapshot snapshot() {
    return current;
  }

  @Override
  public long recordedResults() {
    return results;
  }

  /**
   * Makes a roster the active one. A peer whose checks would be the same keeps its health; one
   * whose whole entry is the same keeps its revision. It is a new revision only if the list
   * changed.
   */
  public void replaceRoster(Roster roster, RosterState state) {
    Snapshot before = current;
    boolean isFirst = before.revision().number() == 0;
    Snapshot after =
        snapshotOf(
            before.revision().next(),
            roster,
            state,
            isFirst ? Optional.empty() : Optional.of(before));
    boolean same =
        !isFirst
            && before.indexes().keySet().equals(after.indexes().keySet())
            && after.peerStates().stream().noneMatch(peerState -> isChangedIn(peerState, after));
    publish(
        same
            ? new Snapshot(
                before.revision(),
                state,
                before.peerStates(),
                after.rosterIndex(),
                before.isComplete())
            : after);
  }

  /** Keeps the active roster, and records why a newer one was rejected. */
  public void reject(List<String> errors) {
    Snapshot before = current;
    RosterState state = before.roster();
    publish(
        new Snapshot(
            before.revision(),
            new RosterState(state.source(), state.loadedAt(), state.digest(), errors),
            before.peerStates(),
            before.rosterIndex(),
            before.isComplete()));
  }

  /** Records the result of a check. One of a peer that was removed or moved since is ignored. */
  public void apply(CheckResult seen) {
    Snapshot before = current;
    Optional<Integer> index = before.index(seen.peer().id());
    if (index.isEmpty()) {
      return;
    }
    PeerState peerState = before.peerStates().get(index.get());
    if (!peerState.peer().hasSameCheckAs(seen.peer())) {
      return;
    }
    if (peerState.status() == seen.health().status()) {
      refresh(peerState, seen);
      return;
    }
    Revision revision = before.revision().next();
    // One copy of the references, some microseconds for 10,000 peers; readers get a plain array.
    PeerState[] peerStates = before.peerStates().toArray(new PeerState[0]);
    peerStates[index.get()] =
        new PeerState(peerState.peer(), seen.health(), seen.history(), revision.number());
    countResult();
    publish(
        new Snapshot(
            revision,
            before.roster(),
            unmodifiable(peerStates),
            before.rosterIndex(),
            before.isComplete()));
  }

  /** No new revision; but whether any peer responds may depend on this one, and is reported. */
  private void refresh(PeerState peerState, CheckResult seen) {
    boolean mayMatter = peerState.health().isResponding() != seen.health().isResponding();
    boolean wasIsolated = mayMatter && current.isolated();
    peerState.refresh(seen.health(), seen.history());
    countResult();
    if (mayMatter && current.isolated() != wasIsolated) {
      onChange.run();
    }
  }

  /** There is one writer, so none of its counts is lost. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void countResult() {
    results++;
  }

  private void publish(Snapshot next) {
    current = next;
    onChange.run();
  }

  private static List<PeerState> unmodifiable(PeerState[] peerStates) {
    return Collections.unmodifiableList(Arrays.asList(peerStates));
  }

  private static boolean isChangedIn(PeerState peerState, Snapshot snapshot) {
    return peerState.revision() == snapshot.revision().number();
  }

  private static Snapshot snapshotOf(
      Revision revision, Roster roster, RosterState state, Optional<Snapshot> before) {
    List<PeerState> peerStates = new ArrayList<>();
    Map<PeerId, Integer> indexes = new HashMap<>();
    for (Peer peer : roster.peers()) {
      indexes.put(peer.id(), peerStates.size());
      peerStates.add(
          before
              .flatMap(snapshot -> snapshot.find(peer.id()))
              .map(known -> carriedOver(known, peer, revision, state.loadedAt()))
              .orElseGet(() -> unchecked(peer, state.loadedAt(), revision)));
    }
    return new Snapshot(
        revision,
        state,
        unmodifiable(peerStates.toArray(new PeerState[0])),
        new RosterIndex(
            roster.self().flatMap(id -> member(roster, id)),
            Collections.unmodifiableMap(indexes),
            tombstones(before, indexes.keySet(), revision.number())),
        before.map(Snapshot::isComplete).orElse(false));
  }

  private static Optional<Peer> member(Roster roster, PeerId id) {
    return roster.members().stream().filter(member -> member.id().equals(id)).findFirst();
  }

  private static Tombstones tombstones(
      Optional<Snapshot> before, Set<PeerId> listed, long revision) {
    return before
        .map(known -> known.tombstones().with(leaving(known, listed), revision, listed))
        .orElseGet(() -> Tombstones.none(revision));
  }

  private static Stream<PeerId> leaving(Snapshot before, Set<PeerId> listed) {
    return before.peerStates().stream()
        .map(peerState -> peerState.peer().id())
        .filter(id -> !listed.contains(id));
  }

  private static PeerState carriedOver(
      PeerState known, Peer peer, Revision revision, TimePoint now) {
    if (known.peer().equals(peer)) {
      return known;
    }
    return known.peer().hasSameCheckAs(peer)
        ? new PeerState(peer, known.health(), known.history(), revision.number())
        : unchecked(peer, now, revision);
  }

  private static PeerState unchecked(Peer peer, TimePoint now, Revision revision) {
    Health health = peer.maintenance() ? Health.maintenance(now) : Health.unknown(now);
    return new PeerState(peer, health, History.NONE, revision.number());
  }
}
