package dev.rollcall.directory;

import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.History;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Peer;

/**
 * One peer in a snapshot. Its entry, status and revision never change. The times and counts of its
 * checks are always the newest: they change without a new revision.
 */
public final class PeerState {

  private final Peer peer;
  private final Status status;
  private final long revision;
  private volatile Health health;
  private volatile History history;

  PeerState(Peer peer, Health health, History history, long revision) {
    this.peer = peer;
    this.status = health.status();
    this.health = health;
    this.history = history;
    this.revision = revision;
  }

  /** The peer's entry in the roster. */
  public Peer peer() {
    return peer;
  }

  /** The status, which never changes. */
  public Status status() {
    return status;
  }

  /** The newest health with this status. */
  public Health health() {
    return health;
  }

  /** The newest history of its checks. */
  public History history() {
    return history;
  }

  /** Whether the peer is known to respond, well or not: so the network between it and us works. */
  public boolean isResponding() {
    return status == Status.HEALTHY || health.isResponding();
  }

  /** The number of the revision that last changed the entry or the status. */
  public long revision() {
    return revision;
  }

  /** Records a check after which the status is the same. */
  void refresh(Health newHealth, History newHistory) {
    health = newHealth;
    history = newHistory;
  }
}
