package dev.rollcall.directory;

import dev.rollcall.peer.PeerId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Which peers of a list a watcher has been sent and may still hold: a bit for each, so that even
 * for 10,000 peers it is about a kilobyte.
 */
final class SentPeers {

  private final Map<PeerId, Integer> places;
  private final BitSet bits;

  private SentPeers(Map<PeerId, Integer> places, BitSet bits) {
    this.places = places;
    this.bits = bits;
  }

  /** Those that match. */
  static SentPeers matching(Snapshot snapshot, PeerFilter filter) {
    List<PeerState> listings = snapshot.listings();
    BitSet bits = new BitSet(listings.size());
    for (int place = 0; place < listings.size(); place++) {
      if (filter.matches(listings.get(place))) {
        bits.set(place);
      }
    }
    return new SentPeers(snapshot.places(), bits);
  }

  boolean contains(PeerId id) {
    Integer place = places.get(id);
    return place != null && bits.get(place);
  }
}
