package dev.rollcall.directory;

import dev.rollcall.peer.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The peers that were removed from the list, as far back as is remembered.
 *
 * @param remembered at most {@link #LIMIT}, the oldest first; none of them is listed now
 * @param since the first revision from which on all are remembered
 */
record Tombstones(List<Tombstone> remembered, long since) {

  /** Enough for many reloads; a watcher that missed more begins anew. */
  static final int LIMIT = 1_024;

  /**
   * One peer that left.
   *
   * @param revision the first one without it
   */
  record Tombstone(PeerId id, long revision) {}

  /** Copies what it is given. */
  Tombstones {
    remembered = List.copyOf(remembered);
  }

  /** Of a history that begins with this revision. */
  static Tombstones none(long first) {
    return new Tombstones(List.of(), first);
  }

  /** With those that leave at this revision, without those that are listed again. */
  Tombstones with(Stream<PeerId> leaving, long revision, Set<PeerId> listed) {
    List<Tombstone> all = new ArrayList<>(remembered);
    all.removeIf(removal -> listed.contains(removal.id()));
    leaving.map(id -> new Tombstone(id, revision)).forEach(all::add);
    int forgotten = Math.max(0, all.size() - LIMIT);
    long from = forgotten == 0 ? since : all.get(forgotten - 1).revision();
    return new Tombstones(all.subList(forgotten, all.size()), from);
  }
}
