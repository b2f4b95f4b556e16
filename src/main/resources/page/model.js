// Holds the state: the peers from the stream, and measurements from the topology.

import { inMilliseconds } from './format.js';

/** The peers, the node itself, and the node's own state. */
export class Model {
  observer = null;
  self = null;
  #peers = new Map();
  #list = null;
  #counts = null;
  #revision = null;

  /** All peers, sorted by id. */
  get peers() {
    this.#list ??= [...this.#peers.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return this.#list;
  }

  /** The peer with this id; undefined: it is not listed. */
  peer(id) {
    return this.#peers.get(id);
  }

  /** How many peers are in this status. */
  count(status) {
    this.#counts ??= countByStatus(this.peers);
    return this.#counts.get(status) ?? 0;
  }

  /** Applies a WatchPeersResponse. Returns the peers whose status it changed. */
  apply({ reset, changed = [], removed = [], revision, observer }) {
    const before = reset ? new Map() : this.#peers;
    const transitioned = changed.filter((peer) => hasOtherStatus(before.get(peer.id), peer));
    this.#peers = before;
    removed.forEach((id) => this.#peers.delete(id));
    changed.forEach((peer) => this.#peers.set(peer.id, withDefaults(peer)));
    this.#changed();
    this.#revision = revision;
    this.observer = observer;
    return transitioned;
  }

  /**
   * Takes the newest round trips and check times from a Topology, as the stream does not send them on
   * their own. A topology older than the stream is ignored, and so is all else in it.
   */
  refresh({ nodes = [], revision, observer }) {
    if (!this.#isUpToDate(revision)) {
      return;
    }
    this.observer = observer;
    for (const { self, peer = {} } of nodes) {
      if (self) {
        this.self = peer;
      } else {
        this.#refreshPeer(peer);
      }
    }
    this.#changed();
  }

  #refreshPeer({ id, health }) {
    const known = this.#peers.get(id);
    if (known?.health.statusSince === health.statusSince && known.health.checkedAt !== health.checkedAt) {
      this.#peers.set(id, { ...known, health: withStatus(health) });
    }
  }

  #changed() {
    this.#list = null;
    this.#counts = null;
  }

  #isUpToDate(revision) {
    return (
      this.#revision !== null &&
      revision.epoch === this.#revision.epoch &&
      BigInt(revision.number ?? 0) >= BigInt(this.#revision.number ?? 0)
    );
  }
}

/** The round-trip time of a peer in milliseconds, if there is one. */
export function roundTrip({ health }) {
  return inMilliseconds(health.roundTripTime);
}

function countByStatus(peers) {
  const counts = new Map();
  peers.forEach(({ health: { status } }) => counts.set(status, (counts.get(status) ?? 0) + 1));
  return counts;
}

function hasOtherStatus(before, after) {
  return before !== undefined && before.health.status !== after.health?.status;
}

// Empty fields are not sent.
function withDefaults(peer) {
  return {
    ...peer,
    capabilities: peer.capabilities ?? {},
    labels: peer.labels ?? {},
    health: withStatus(peer.health),
  };
}

function withStatus(health) {
  return { status: 'STATUS_UNKNOWN', ...health };
}
