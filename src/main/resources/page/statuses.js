// A button for each status with its number of peers; pressed, those are shown.

import { byId, el, setAttribute, setText } from './dom.js';
import * as words from './words.js';

/** The buttons; `toggle` is called with the status of the one that is pressed. */
export class Statuses {
  #counts = new Map();
  #buttons = new Map();

  constructor(toggle) {
    words.statuses.forEach((status) => this.#add(status, toggle));
    byId('statuses').replaceChildren(...this.#buttons.values());
  }

  #add(status, toggle) {
    const count = el('b', { class: 'figure' });
    const mark = el('span', { class: `mark ${words.mark(status)}`, 'aria-hidden': 'true' });
    const label = document.createTextNode(` ${words.status(status)}`);
    const button = el('button', { type: 'button', onclick: () => toggle(status) }, mark, count, label);
    this.#counts.set(status, count);
    this.#buttons.set(status, button);
  }

  show(model, { statuses }) {
    for (const [status, button] of this.#buttons) {
      setText(this.#counts.get(status), words.amount(model.count(status)));
      setAttribute(button, 'aria-pressed', String(statuses.has(status)));
    }
  }
}
