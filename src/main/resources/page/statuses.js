// A toggle button for each status, with its number of peers, which filters by it.

import { byId, el, setAttribute, setText } from './dom.js';
import * as format from './format.js';

/** The buttons; each calls `toggle` with its status. */
export class Statuses {
  #counts = new Map();
  #buttons = new Map();

  constructor(toggle) {
    format.statuses.forEach((status) => this.#add(status, toggle));
    byId('statuses').replaceChildren(...this.#buttons.values());
  }

  #add(status, toggle) {
    const count = el('b', { class: 'figure' });
    const mark = el('span', { class: `mark ${format.mark(status)}`, 'aria-hidden': 'true' });
    const label = document.createTextNode(` ${format.status(status)}`);
    const button = el('button', { type: 'button', onclick: () => toggle(status) }, mark, count, label);
    this.#counts.set(status, count);
    this.#buttons.set(status, button);
  }

  show(model, { statuses }) {
    for (const [status, button] of this.#buttons) {
      setText(this.#counts.get(status), format.amount(model.count(status)));
      setAttribute(button, 'aria-pressed', String(statuses.has(status)));
    }
  }
}
