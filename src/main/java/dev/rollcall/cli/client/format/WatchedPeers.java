package dev.rollcall.cli.client.format;

import dev.rollcall.v1.Health;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.WatchPeersResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the current peers of a watch, and determines what each message changes. */
public final class WatchedPeers {

  private final NavigableMap<String, Peer> byId = new TreeMap<>();
  private Observer observer = Observer.getDefaultInstance();
  private boolean isComplete;

  /**
   * A change of a peer.
   *
   * @param before absent if the peer is new
   * @param after absent if it left, or no longer matches
   */
  public record PeerChange(String id, Optional<Peer> before, Optional<Peer> after) {

    /** Whether its entry in the list changed: its address, capabilities or labels. */
    boolean isRelisted() {
      return before.isPresent()
          && after.isPresent()
          && !entry(before.get()).equals(entry(after.get()));
    }

    // Times and counters differ in every message, and are not worth a line.
    private boolean isVisible() {
      return before.isPresent() != after.isPresent()
          || isRelisted()
          || !before.map(PeerChange::visibleHealth).equals(after.map(PeerChange::visibleHealth));
    }

    private static Peer entry(Peer peer) {
      return peer.toBuilder().clearHealth().build();
    }

    private static Health visibleHealth(Peer peer) {
      return Health.newBuilder()
          .setStatusValue(peer.getHealth().getStatusValue())
          .setFlapping(peer.getHealth().getFlapping())
          .build();
    }
  }

  /** Applies a message. Returns the changes by id; a repetition is not a change. */
  public List<PeerChange> apply(WatchPeersResponse response) {
    Map<String, Peer> before = new TreeMap<>(byId);
    if (response.getReset()) {
      byId.clear();
    }
    response.getRemovedList().forEach(byId::remove);
    response.getChangedList().forEach(peer -> byId.put(peer.getId(), peer));
    observer = response.getObserver();
    isComplete = true;
    return changes(before);
  }

  private List<PeerChange> changes(Map<String, Peer> before) {
    Map<String, Peer> union = new TreeMap<>(before);
    union.putAll(byId);
    List<PeerChange> changes = new ArrayList<>();
    for (String id : union.keySet()) {
      PeerChange change =
          new PeerChange(
              id, Optional.ofNullable(before.get(id)), Optional.ofNullable(byId.get(id)));
      if (change.isVisible()) {
        changes.add(change);
      }
    }
    return changes;
  }

  /** Whether the first message has arrived, so that all peers are known. */
  boolean isComplete() {
    return isComplete;
  }

  /** The current peers, ordered by id. */
  public Collection<Peer> all() {
    return List.copyOf(byId.values());
  }

  /** The node that sent the last message. */
  public Observer observer() {
    return observer;
  }
}
