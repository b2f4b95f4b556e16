// Many peers as a field of marks, in the order of their ids.

import { el, setAttribute, setText } from './dom.js';
import { rove } from './roving.js';
import * as words from './words.js';

/** A picture of any number of peers, each a button that opens its details. */
export class Grid {
  #field = el('div', { class: 'field', role: 'group', 'aria-label': 'Peers; the arrow keys go from one to the next' });
  #caption = el('p', { class: 'soft caption', 'aria-hidden': 'true' });
  #tiles = new Map();
  #shown = new Map();
  #model = null;
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

  show(model, filter) {
    this.#model = model;
    this.#list(model.peers);
    for (const peer of model.peers) {
      this.#mark(peer, !filter.matches(peer));
    }
  }

  #list(peers) {
    const ids = new Set(peers.map(({ id }) => id));
    for (const [id, tile] of this.#tiles) {
      if (!ids.has(id)) {
        tile.remove();
        this.#tiles.delete(id);
        this.#shown.delete(id);
      }
    }
    let next = this.#field.firstElementChild;
    for (const { id } of peers) {
      const tile = this.#tiles.get(id) ?? this.#tile(id);
      if (tile === next) {
        next = next.nextElementSibling;
      } else {
        this.#field.insertBefore(tile, next);
      }
    }
  }

  #tile(id) {
    const mark = el('span', { class: 'mark', 'aria-hidden': 'true' });
    const tile = el('button', { type: 'button', class: 'tile', onclick: () => this.#open(id) }, mark);
    tile.peer = id;
    this.#tiles.set(id, tile);
    return tile;
  }

  // Most peers are as they were, and 2,000 questions to the document take their time.
  #mark({ id, health }, isHidden) {
    const state = `${health.status} ${isHidden}`;
    if (this.#shown.get(id) === state) {
      return;
    }
    this.#shown.set(id, state);
    const tile = this.#tiles.get(id);
    tile.hidden = isHidden;
    setAttribute(tile.firstChild, 'class', `mark ${words.mark(health.status)}`);
    setAttribute(tile, 'aria-label', `${id}, ${words.status(health.status)}`);
  }

  #tell(tile) {
    const peer = tile && this.#model.peer(tile.peer);
    if (peer) {
      const parts = [peer.id, words.status(peer.health.status), words.offers(peer.capabilities)];
      setText(this.#caption, parts.filter(Boolean).join(' · '));
    }
  }
}
