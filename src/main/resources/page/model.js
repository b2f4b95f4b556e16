// What is known: the peers as the stream tells them, and what a look at the topology adds.

import { inMilliseconds } from './words.js';

/** The peers, the node itself and how far it can be relied on. */
export class Model {
  observer = null;
  self = null;
  #peers = new Map();
  #list = null;
  #counts = null;
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
    this.#counts ??= counted(this.peers);
    return this.#counts.get(status) ?? 0;
  }

  /** Takes a WatchPeersResponse in. Gives the peers whose status it changed. */
  apply({ reset, changed = [], removed = [], revision, observer }) {
    const before = reset ? new Map() : this.#peers;
    const moved = changed.filter((peer) => isMoved(before.get(peer.id), peer));
    this.#peers = before;
    removed.forEach((id) => this.#peers.delete(id));
    changed.forEach((peer) => this.#peers.set(peer.id, withDefaults(peer)));
    this.#changed();
    this.#revision = revision;
    this.observer = observer;
    return moved;
  }

  /**
   * Takes the newest round trips and times from a Topology, which are no news to the stream. One
   * that is older than what the stream has told says nothing, and all else is the stream's to tell.
   */
  refresh({ nodes = [], revision, observer }) {
    if (!this.#reaches(revision)) {
      return;
    }
    this.observer = observer;
    for (const { self, peer = {} } of nodes) {
      if (self) {
        this.self = peer;
      } else {
        this.#read(peer);
      }
    }
    this.#changed();
  }

  #read({ id, health }) {
    const known = this.#peers.get(id);
    if (known?.health.statusSince === health.statusSince && known.health.checkedAt !== health.checkedAt) {
      this.#peers.set(id, { ...known, health: withStatus(health) });
    }
  }

  #changed() {
    this.#list = null;
    this.#counts = null;
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

function counted(peers) {
  const counts = new Map();
  peers.forEach(({ health: { status } }) => counts.set(status, (counts.get(status) ?? 0) + 1));
  return counts;
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
    health: withStatus(peer.health),
  };
}

function withStatus(health) {
  return { status: 'STATUS_UNKNOWN', ...health };
}
