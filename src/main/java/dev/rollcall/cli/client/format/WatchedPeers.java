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

/** The peers as a watch has told them so far. */
public final class WatchedPeers {

  private final NavigableMap<String, Peer> byId = new TreeMap<>();
  private Observer observer = Observer.getDefaultInstance();
  private boolean isComplete;

  /**
   * What a message made different for a peer.
   *
   * @param before absent: it is new
   * @param now absent: it left, or no longer matches
   */
  public record PeerChange(String id, Optional<Peer> before, Optional<Peer> after) {

    /** Whether it is listed otherwise than before: moved, or with other capabilities or labels. */
    boolean isRelisted() {
      return before.isPresent()
          && after.isPresent()
          && !entry(before.get()).equals(entry(after.get()));
    }

    // Times and counts come with every message, and are no news.
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

  /** Takes a message in. Tells what it made different, by id; a repetition is no difference. */
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
    Map<String, Peer> all = new TreeMap<>(before);
    all.putAll(byId);
    List<PeerChange> changes = new ArrayList<>();
    for (String id : all.keySet()) {
      PeerChange change =
          new PeerChange(
              id, Optional.ofNullable(before.get(id)), Optional.ofNullable(byId.get(id)));
      if (change.isVisible()) {
        changes.add(change);
      }
    }
    return changes;
  }

  /** Whether the first message has come, so that all peers are held. */
  boolean isComplete() {
    return isComplete;
  }

  /** By id. */
  public Collection<Peer> all() {
    return List.copyOf(byId.values());
  }

  /** Who told it last. */
  public Observer observer() {
    return observer;
  }
}
