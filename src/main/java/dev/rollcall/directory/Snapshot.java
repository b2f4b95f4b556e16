package dev.rollcall.directory;

import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.time.TimePoint;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of the cluster at one revision. Immutable but for what {@link PeerState} allows. */
public final class Snapshot {

  private final Revision revision;
  private final RosterState roster;
  private final List<PeerState> peerStates;
  private final RosterIndex rosterIndex;
  private final boolean complete;

  /**
   * What is the same for every snapshot of the same roster.
   *
   * @param self the entry of the node itself; absent: it only observes
   * @param indexes the index of each peer in the peerStates
   * @param tombstones the peers that were removed
   */
  record RosterIndex(Optional<Peer> self, Map<PeerId, Integer> indexes, Tombstones tombstones) {}

  /**
   * @param wasComplete whether a snapshot before it was {@link #isComplete}
   */
  Snapshot(
      Revision revision,
      RosterState roster,
      List<PeerState> peerStates,
      RosterIndex members,
      boolean wasComplete) {
    this.revision = revision;
    this.roster = roster;
    this.peerStates = peerStates;
    this.rosterIndex = members;
    this.complete =
        wasComplete
            || peerStates.stream().noneMatch(peerState -> peerState.status() == Status.UNKNOWN);
  }

  /** Before the first roster: revision 0, no peer, nothing checked. */
  static Snapshot empty(String epoch, TimePoint at) {
    return new Snapshot(
        new Revision(epoch, 0),
        new RosterState("", at, "", List.of()),
        List.of(),
        new RosterIndex(Optional.empty(), Map.of(), Tombstones.none(0)),
        false);
  }

  /**
   * Whether there was a moment in this run at which every listed peer had been checked. It stays
   * so: peers that a later list adds are no reason to doubt the others.
   */
  public boolean isComplete() {
    return complete;
  }

  /** The point in history. */
  public Revision revision() {
    return revision;
  }

  /** Where the list came from. */
  public RosterState roster() {
    return roster;
  }

  /** The peers by id; the node itself is not among them. */
  public List<PeerState> peerStates() {
    return peerStates;
  }

  /** The peer of this id. */
  public Optional<PeerState> find(PeerId id) {
    return index(id).map(peerStates::get);
  }

  /** The peer of this id; absent too for a text that is not a valid id. */
  public Optional<PeerState> findNamed(String id) {
    try {
      return find(new PeerId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The entry of the node itself; absent: it is not in the list. */
  public Optional<Peer> self() {
    return rosterIndex.self();
  }

  /** How many peers are in each status; every status is there. */
  public Map<Status, Integer> counts() {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, 0);
    }
    for (PeerState peerState : peerStates) {
      counts.merge(peerState.status(), 1, Integer::sum);
    }
    return counts;
  }

  /**
   * Whether peers were checked and none responds, be it with an error or a refused connection: then
   * it may be the node itself that is cut off.
   */
  public boolean isolated() {
    boolean anyUnhealthy = false;
    for (PeerState peerState : peerStates) {
      if (peerState.isResponding()) {
        return false;
      }
      switch (peerState.status()) {
        case HEALTHY, SUSPECT, UNKNOWN -> {
          return false;
        }
        case UNHEALTHY -> anyUnhealthy = true;
        case MAINTENANCE -> {}
      }
    }
    return anyUnhealthy;
  }

  /** The index of a peer in {@link #peerStates}, the same for every snapshot of the same roster. */
  Optional<Integer> index(PeerId id) {
    return Optional.ofNullable(indexes().get(id));
  }

  Map<PeerId, Integer> indexes() {
    return rosterIndex.indexes();
  }

  Tombstones tombstones() {
    return rosterIndex.tombstones();
  }

  RosterIndex rosterIndex() {
    return rosterIndex;
  }
}
