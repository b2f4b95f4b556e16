package dev.rollcall.directory;

import dev.rollcall.directory.Tombstones.Tombstone;
import dev.rollcall.peer.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a watcher has been told. What it is owed is the difference between that and now, computed
 * when it can take it: so being slow, being away and being up to date are one thing. Not to be used
 * by two threads at a time.
 */
public final class Cursor {

  private final PeerFilter filter;
  private Optional<Revision> at;
  private Optional<SentPeers> held = Optional.empty();
  private Optional<Standing> told = Optional.empty();

  /**
   * What is told besides the peers. When the list was loaded is told too, but is no news.
   *
   * @param isolated see {@link Snapshot#isolated}
   */
  private record Standing(String source, String digest, List<String> errors, boolean isolated) {

    static Standing of(Snapshot snapshot) {
      RosterState roster = snapshot.roster();
      return new Standing(roster.source(), roster.digest(), roster.errors(), snapshot.isolated());
    }
  }

  /**
   * A watcher of the peers that match.
   *
   * @param after what it has been told already, by this run or another; absent: nothing
   */
  public Cursor(PeerFilter filter, Optional<Revision> after) {
    this.filter = filter;
    this.at = after;
  }

  /**
   * Moves on to this snapshot, which is not older than the one before.
   *
   * @return what there is to tell; absent: no news. The first time there is always something, even
   *     if it is only that nothing has changed. It may be {@link Delta#NONE} later too: then
   *     something was told besides the peers.
   */
  public Optional<Delta> advance(Snapshot now) {
    boolean first = told.isEmpty();
    Standing standing = Standing.of(now);
    boolean besides = !told.equals(Optional.of(standing));
    told = Optional.of(standing);
    if (!first && at.equals(Optional.of(now.revision()))) {
      return besides ? Optional.of(Delta.NONE) : Optional.empty();
    }
    Delta difference = isResumable(now) ? since(at.orElseThrow().number(), now) : all(now);
    at = Optional.of(now.revision());
    held = Optional.of(SentPeers.matching(now, filter));
    return first || besides || !difference.isEmpty() ? Optional.of(difference) : Optional.empty();
  }

  private boolean isResumable(Snapshot now) {
    return at.filter(revision -> revision.epoch().equals(now.revision().epoch()))
        .map(Revision::number)
        .filter(number -> now.removals().since() <= number && number <= now.revision().number())
        .isPresent();
  }

  private Delta all(Snapshot now) {
    return new Delta(true, now.listings().stream().filter(filter::matches).toList(), List.of());
  }

  private Delta since(long number, Snapshot now) {
    List<PeerState> changed = new ArrayList<>();
    List<PeerId> removed = new ArrayList<>();
    for (PeerState listing : now.listings()) {
      if (listing.revision() <= number) {
        continue;
      }
      if (filter.matches(listing)) {
        changed.add(listing);
      } else if (mayHold(listing.peer().id())) {
        removed.add(listing.peer().id());
      }
    }
    for (Tombstone removal : now.removals().remembered()) {
      if (removal.revision() > number && mayHold(removal.id())) {
        removed.add(removal.id());
      }
    }
    return new Delta(false, changed, removed);
  }

  /** One that has resumed may hold any. */
  private boolean mayHold(PeerId id) {
    return held.map(known -> known.contains(id)).orElse(true);
  }
}
