package dev.rollcall.directory;

import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.History;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Peer;

/**
 * One peer in a snapshot. Its entry, status and revision never change; the times and counts of its
 * checks are the newest there are, as they are no news that would make a revision.
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

  /** The status, the same for as long as this listing is held. */
  public Status status() {
    return status;
  }

  /** The newest judgement with this status. */
  public Health health() {
    return health;
  }

  /** The newest history of its checks. */
  public History history() {
    return history;
  }

  /** The number of the revision that last changed the entry or the status. */
  public long revision() {
    return revision;
  }

  /** Takes up a judgement that is no news: its status is the same. */
  void refresh(Health newest, History longest) {
    health = newest;
    history = longest;
  }
}
