// What is known: the peers as the stream tells them, and what a look at the topology adds.

import { inMilliseconds } from './words.js';

/** The peers, the node itself and how far it can be relied on. */
export class Model {
  observer = null;
  self = null;
  #peers = new Map();
  #list = null;
  #revision = null;

  /** All peers by id, in the order of the contract. */
  get peers() {
    this.#list ??= [...this.#peers.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return this.#list;
  }

  /** The peer of this id; undefined: it is not listed. */
  peer(id) {
    return this.#peers.get(id);
  }

  /** How many peers are in this status. */
  count(status) {
    return this.peers.filter((peer) => peer.health.status === status).length;
  }

  /** Takes a WatchPeersResponse in. Gives the peers whose status it changed. */
  apply({ reset, changed = [], removed = [], revision, observer }) {
    const before = reset ? new Map() : this.#peers;
    const moved = changed.filter((peer) => isMoved(before.get(peer.id), peer));
    this.#peers = before;
    removed.forEach((id) => this.#peers.delete(id));
    changed.forEach((peer) => this.#peers.set(peer.id, withDefaults(peer)));
    this.#list = null;
    this.#revision = revision;
    this.observer = observer;
    return moved;
  }

  /**
   * Takes the newest round trips and times from a Topology, which are no news to the stream. One
   * that is older than what the stream has told says nothing.
   */
  refresh({ nodes = [], revision, observer }) {
    if (!this.#reaches(revision)) {
      return;
    }
    this.observer = observer;
    for (const { self, peer = {} } of nodes) {
      if (self) {
        this.self = peer;
      } else if (this.#peers.has(peer.id)) {
        this.#peers.set(peer.id, withDefaults(peer));
      }
    }
    this.#list = null;
  }

  #reaches(revision) {
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

function isMoved(before, after) {
  return before !== undefined && before.health.status !== after.health?.status;
}

// What is empty is not sent.
function withDefaults(peer) {
  return {
    ...peer,
    capabilities: peer.capabilities ?? {},
    labels: peer.labels ?? {},
    health: { status: 'STATUS_UNKNOWN', ...peer.health },
  };
}
