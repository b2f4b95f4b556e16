// A grid of marks for many peers, sorted by id.

import { el, setAttribute, setText } from './dom.js';
import { rove } from './roving.js';
import * as format from './format.js';

/** Six wide and ten tall, as in page.css; a change repaints only its block. */
const IN_A_BLOCK = 60;

/** Milliseconds of work per frame; the rest follows in the next frame. */
const SLICE = 8;

/** A picture of any number of peers, each a button that opens its details. */
export class Grid {
  #field = el('div', { class: 'field', role: 'group', 'aria-label': 'Peers; the arrow keys go from one to the next' });
  #caption = el('p', { class: 'soft caption', 'aria-hidden': 'true' });
  #tiles = new Map();
  #states = new Map();
  #model = null;
  #next = 0;
  #open;

  constructor(host, open) {
    this.#open = open;
    host.replaceChildren(this.#field, this.#caption);
    rove(this.#field);
    ['pointerover', 'focusin'].forEach((kind) =>
      this.#field.addEventListener(kind, ({ target }) => this.#tell(target.closest('button'))),
    );
    setText(this.#caption, 'Each mark is a peer; point at one to see who it is.');
  }

  /** Shows all peers of the model; those that are not among these are faded. */
  show(model, shown) {
    this.#model = model;
    this.#drop(model);
    model.peers.forEach(({ id }, place) => this.#put(this.#tiles.get(id) ?? this.#tile(id), place));
    this.#markAll(model.peers, shown);
  }

  #markAll(peers, shown) {
    const end = performance.now() + SLICE;
    cancelAnimationFrame(this.#next);
    for (const peer of peers) {
      this.#mark(peer, !shown.has(peer));
      if (performance.now() > end) {
        this.#next = requestAnimationFrame(() => this.#markAll(peers, shown));
        return;
      }
    }
  }

  #drop(model) {
    for (const [id, tile] of this.#tiles) {
      if (model.peer(id) === undefined) {
        tile.remove();
        this.#tiles.delete(id);
        this.#states.delete(id);
      }
    }
    const blocks = Math.ceil(model.peers.length / IN_A_BLOCK);
    while (this.#field.childElementCount < blocks) {
      this.#field.append(el('div', { class: 'block' }));
    }
  }

  #put(tile, place) {
    const block = this.#field.children[Math.floor(place / IN_A_BLOCK)];
    const there = block.children[place % IN_A_BLOCK] ?? null;
    if (there !== tile) {
      block.insertBefore(tile, there);
    }
  }

  #tile(id) {
    const tile = el('button', { type: 'button', class: 'tile mark', onclick: () => this.#open(id) });
    tile.peer = id;
    this.#tiles.set(id, tile);
    return tile;
  }

  // Most peers did not change, and 2,000 reads of the DOM take long.
  #mark({ id, health }, isFaded) {
    const state = `${health.status} ${isFaded}`;
    if (this.#states.get(id) === state) {
      return;
    }
    this.#states.set(id, state);
    const tile = this.#tiles.get(id);
    setAttribute(tile, 'class', `tile mark ${format.mark(health.status)}${isFaded ? ' faded' : ''}`);
    setAttribute(tile, 'aria-label', `${id}, ${format.status(health.status)}`);
  }

  #tell(tile) {
    const peer = tile && this.#model.peer(tile.peer);
    if (peer) {
      const parts = [peer.id, format.status(peer.health.status), format.offers(peer.capabilities)];
      setText(this.#caption, parts.filter(Boolean).join(' · '));
    }
  }
}
