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
public record Difference(boolean reset, List<Listing> changed, List<PeerId> removed) {

  /** Nothing has changed. */
  public static final Difference NONE = new Difference(false, List.of(), List.of());

  /** Copies what it is given. */
  public Difference {
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return !reset && changed.isEmpty() && removed.isEmpty();
  }
}
