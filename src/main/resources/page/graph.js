// The topology as a graph: the node itself, its peers, and the last result for each.

import { el, foreign, setAttribute, setText, svg } from './dom.js';
import { layout, link } from './layout.js';
import { roundTrip } from './model.js';
import { rove } from './roving.js';
import * as format from './format.js';

/** A picture of up to 60 peers, each a button that opens its details. */
export class Graph {
  #host;
  #open;
  #nodes = new Map();
  #self = el('div', { class: 'node self' });
  #trunk = svg('path', { class: 'link trunk' });
  #lines = svg('g', {}, this.#trunk);
  #times = svg('g');
  #links = svg('svg', { class: 'links', 'aria-hidden': 'true' }, this.#lines, this.#times);
  #buttons = el('div', { role: 'group', 'aria-label': 'Peers; the arrow keys go from one to the next' });
  #placed = '';

  constructor(host, open) {
    this.#host = el('div', { class: 'graph' }, this.#links, this.#self, this.#buttons);
    this.#open = open;
    host.replaceChildren(this.#host);
    rove(this.#buttons);
  }

  /** Shows all peers of the model; those that are not among these are faded. */
  show(model, shown) {
    this.#label(model);
    this.#list(model.peers);
    this.#place(model.peers);
    for (const peer of model.peers) {
      this.#nodes.get(peer.id).show(peer, !shown.has(peer));
    }
  }

  #label({ self, observer }) {
    const name = observer.nodeId || 'this Rollcall';
    const role = observer.nodeId ? 'this node' : 'only observes';
    const what = [role, format.offers(self?.capabilities)].filter(Boolean).join(', ');
    if (this.#self.textContent !== name + what) {
      const text = [el('b', {}, foreign(name)), el('small', { text: what })];
      this.#self.replaceChildren(
        el('span', { class: 'mark', 'aria-hidden': 'true' }),
        el('span', { class: 'text' }, ...text),
      );
    }
  }

  #list(peers) {
    const ids = new Set(peers.map(({ id }) => id));
    for (const [id, node] of this.#nodes) {
      if (!ids.has(id)) {
        node.remove();
        this.#nodes.delete(id);
      }
    }
    peers.forEach(({ id }, place) => {
      if (!this.#nodes.has(id)) {
        this.#nodes.set(id, new GraphNode(id, this.#open));
      }
      const { button, path, label } = this.#nodes.get(id);
      if (this.#buttons.children[place] !== button) {
        this.#buttons.insertBefore(button, this.#buttons.children[place] ?? null);
        this.#lines.append(path);
        this.#times.append(label);
      }
    });
  }

  #place(peers) {
    const width = this.#host.clientWidth;
    const key = JSON.stringify([width, peers.map(({ id }) => id)]);
    if (key === this.#placed) {
      return;
    }
    this.#placed = key;
    const plan = layout(peers.length, width);
    this.#host.style.height = `${plan.height}px`;
    setAttribute(this.#links, 'viewBox', `0 0 ${width} ${plan.height}`);
    setAttribute(this.#trunk, 'd', plan.trunk);
    put(this.#self, plan.self, width);
    peers.forEach(({ id }, i) => this.#nodes.get(id).put(plan, plan.peers[i], width));
  }
}

class GraphNode {
  #mark = el('span', { class: 'mark', 'aria-hidden': 'true' });
  #offers = el('small');

  constructor(id, open) {
    const text = el('span', { class: 'text' }, el('b', {}, foreign(id)), this.#offers);
    this.path = svg('path', {});
    this.label = svg('text', { 'text-anchor': 'middle' });
    this.button = el('button', { type: 'button', class: 'node', onclick: () => open(id) }, this.#mark, text);
  }

  show(peer, isFaded) {
    const status = format.mark(peer.health.status);
    const trip = roundTrip(peer);
    const isUp = ['healthy', 'suspect'].includes(status);
    const state = [format.status(peer.health.status), format.reason(peer.health.reason)].filter(Boolean).join(', ');
    const offers = format.offers(peer.capabilities);
    setAttribute(this.#mark, 'class', `mark ${status}`);
    setText(this.#offers, status === 'healthy' ? offers : [state, offers].filter(Boolean).join(' · '));
    setText(this.label, isUp && trip !== undefined ? format.milliseconds(trip) : '');
    setAttribute(this.path, 'class', `link ${status}`);
    setAttribute(this.button, 'aria-label', [peer.id, state, offers].filter(Boolean).join(', '));
    setAttribute(this.button, 'title', `${peer.id}: ${state}`);
    [this.button, this.path, this.label].forEach((part) => part.classList.toggle('faded', isFaded));
  }

  put(plan, place, width) {
    const { path, at } = link(plan, place);
    put(this.button, place, width);
    setAttribute(this.path, 'd', path);
    setAttribute(this.label, 'x', String(at.x));
    setAttribute(this.label, 'y', String(at.y));
  }

  remove() {
    [this.button, this.path, this.label].forEach((part) => part.remove());
  }
}

const HALF_MARK = 12;

// The mark is centred on the point, with the text next to it up to the edge.
function put(element, { x, y, side }, width) {
  element.classList.remove('left', 'right', 'below');
  element.classList.add(side);
  element.style.top = `${y}px`;
  element.style.left = side === 'right' ? `${x - HALF_MARK}px` : side === 'below' ? `${x}px` : '';
  element.style.right = side === 'left' ? `${width - x - HALF_MARK}px` : '';
  element.style.maxWidth = side === 'below' ? '' : `${(side === 'left' ? x : width - x) + HALF_MARK}px`;
}
