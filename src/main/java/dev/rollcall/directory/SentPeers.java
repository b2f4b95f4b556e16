package dev.rollcall.directory;

import dev.rollcall.peer.PeerId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The set of peers that a watcher has been sent and may still have: a bit for each, so that for
 * 10,000 peers it takes about a kilobyte.
 */
final class SentPeers {

  private final Map<PeerId, Integer> indexes;
  private final BitSet bits;

  private SentPeers(Map<PeerId, Integer> indexes, BitSet bits) {
    this.indexes = indexes;
    this.bits = bits;
  }

  /** Those that match. */
  static SentPeers matching(Snapshot snapshot, PeerFilter filter) {
    List<PeerState> peerStates = snapshot.peerStates();
    BitSet bits = new BitSet(peerStates.size());
    for (int index = 0; index < peerStates.size(); index++) {
      if (filter.matches(peerStates.get(index))) {
        bits.set(index);
      }
    }
    return new SentPeers(snapshot.indexes(), bits);
  }

  boolean contains(PeerId id) {
    Integer index = indexes.get(id);
    return index != null && bits.get(index);
  }
}
