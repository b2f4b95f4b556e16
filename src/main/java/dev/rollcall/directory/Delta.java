package dev.rollcall.directory;

import dev.rollcall.peer.PeerId;
import java.util.List;

/**
 * The changes from one snapshot to a newer one, as one filter sees them.
 *
 * @param reset the peers sent before are void; {@code changed} contains all that match
 * @param changed those that match and are new or changed, by id
 * @param removed those that matched before and no longer do, or have left the list
 */
public record Delta(boolean reset, List<PeerState> changed, List<PeerId> removed) {

  /** Nothing has changed. */
  public static final Delta NONE = new Delta(false, List.of(), List.of());

  /** Copies what it is given. */
  public Delta {
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /** Whether it changes nothing. */
  public boolean isEmpty() {
    return !reset && changed.isEmpty() && removed.isEmpty();
  }
}
