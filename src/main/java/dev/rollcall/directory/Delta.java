package dev.rollcall.directory;

import dev.rollcall.peer.PeerId;
import java.util.List;

/**
 * What leads from one snapshot to a newer one, for one filter.
 *
 * @param reset what was known before does not count; {@code changed} holds all there are
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

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return !reset && changed.isEmpty() && removed.isEmpty();
  }
}
