package dev.rollcall.directory;

import dev.rollcall.directory.Tombstones.Tombstone;
import dev.rollcall.peer.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tracks what a watcher has been sent. What it is sent next is the delta from there to the newest
 * snapshot, computed when it can take it: so being slow, being away and being up to date are the
 * same thing. Not thread-safe.
 */
public final class Cursor {

  private final PeerFilter filter;
  private Optional<Revision> position;
  private Optional<SentPeers> sent = Optional.empty();
  private Optional<Summary> lastSummary = Optional.empty();

  /**
   * What a watcher is sent besides the peers. The time at which the list was loaded is left out: a
   * new one is not a change.
   *
   * @param isolated see {@link Snapshot#isolated}
   */
  private record Summary(String source, String digest, List<String> errors, boolean isolated) {

    static Summary of(Snapshot snapshot) {
      RosterState roster = snapshot.roster();
      return new Summary(roster.source(), roster.digest(), roster.errors(), snapshot.isolated());
    }
  }

  /**
   * Of a watcher of the peers that match.
   *
   * @param after what it has already, from this run or another; absent: nothing
   */
  public Cursor(PeerFilter filter, Optional<Revision> after) {
    this.filter = filter;
    this.position = after;
  }

  /**
   * Moves on to this snapshot, which is not older than the one before.
   *
   * @return what to send; absent: nothing has changed. The first time there is always something,
   *     possibly {@link Delta#NONE}. Later that means that something other than the peers changed.
   */
  public Optional<Delta> advance(Snapshot newest) {
    boolean first = lastSummary.isEmpty();
    Summary summary = Summary.of(newest);
    boolean summaryChanged = !lastSummary.equals(Optional.of(summary));
    lastSummary = Optional.of(summary);
    if (!first && position.equals(Optional.of(newest.revision()))) {
      return summaryChanged ? Optional.of(Delta.NONE) : Optional.empty();
    }
    Delta delta =
        isResumable(newest) ? since(position.orElseThrow().number(), newest) : all(newest);
    position = Optional.of(newest.revision());
    sent = Optional.of(SentPeers.matching(newest, filter));
    return first || summaryChanged || !delta.isEmpty() ? Optional.of(delta) : Optional.empty();
  }

  private boolean isResumable(Snapshot newest) {
    return position
        .filter(revision -> revision.epoch().equals(newest.revision().epoch()))
        .map(Revision::number)
        .filter(
            number -> newest.tombstones().since() <= number && number <= newest.revision().number())
        .isPresent();
  }

  private Delta all(Snapshot newest) {
    return new Delta(
        true, newest.peerStates().stream().filter(filter::matches).toList(), List.of());
  }

  private Delta since(long number, Snapshot newest) {
    List<PeerState> changed = new ArrayList<>();
    List<PeerId> removed = new ArrayList<>();
    for (PeerState peerState : newest.peerStates()) {
      if (peerState.revision() <= number) {
        continue;
      }
      if (filter.matches(peerState)) {
        changed.add(peerState);
      } else if (mayHave(peerState.peer().id())) {
        removed.add(peerState.peer().id());
      }
    }
    for (Tombstone removal : newest.tombstones().remembered()) {
      if (removal.revision() > number && mayHave(removal.id())) {
        removed.add(removal.id());
      }
    }
    return new Delta(false, changed, removed);
  }

  /** A watcher that has resumed may have any peer. */
  private boolean mayHave(PeerId id) {
    return sent.map(peers -> peers.contains(id)).orElse(true);
  }
}
