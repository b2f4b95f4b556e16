// Shows the details of one peer.

import { get } from './api.js';
import { why } from './columns.js';
import { byId, el, foreign } from './dom.js';
import { plot } from './plot.js';
import * as format from './format.js';

const TIMEOUT = 5000;

/** The dialog with a peer's details, updated while it is open. */
export class Details {
  #dialog = byId('details');
  #model;
  #id = null;
  #shown = undefined;
  #facts = el('div');
  #past = el('div', { class: 'past' });

  constructor(model) {
    this.#model = model;
    this.#dialog.addEventListener('close', () => (this.#id = null));
    this.#dialog.addEventListener('click', ({ target }) => {
      if (target === this.#dialog) {
        this.#dialog.close();
      }
    });
  }

  /** Opens the dialog for the peer with this id. */
  open(id) {
    this.#id = id;
    this.#shown = undefined;
    this.#past.replaceChildren();
    const close = el('button', { type: 'button', text: 'Close', onclick: () => this.#dialog.close() });
    const title = el('h2', { id: 'details-title' }, foreign(id));
    const body = el('div', { class: 'body' }, el('header', {}, title, close), this.#facts, this.#past);
    this.#dialog.replaceChildren(body);
    this.show();
    this.#dialog.showModal();
  }

  /** Updates the dialog from the model. */
  show() {
    const peer = this.#id === null ? undefined : this.#model.peer(this.#id);
    if (this.#id === null || this.#shown === (peer ?? null)) {
      return;
    }
    this.#shown = peer ?? null;
    if (peer === undefined) {
      this.#facts.replaceChildren(el('p', { text: 'This peer is no longer listed.' }));
      return;
    }
    this.#facts.replaceChildren(state(peer), facts(peer));
    this.#showPast(peer.id);
  }

  async #showPast(id) {
    try {
      const past = await get(`page/history?id=${encodeURIComponent(id)}`, TIMEOUT);
      if (id === this.#id) {
        this.#past.replaceChildren(...roundTrips(past), ...transitions(past));
      }
    } catch (error) {
      if (id === this.#id) {
        this.#past.replaceChildren(el('p', { text: `The history is not available: ${error.message}` }));
      }
    }
  }
}

function state({ health }) {
  const label = format.status(health.status) + (health.flapping ? ', flapping' : '');
  return el(
    'p',
    { class: 'state' },
    el('span', { class: `mark ${format.mark(health.status)}`, 'aria-hidden': 'true' }),
    el('b', { text: label }),
    ` since ${format.time(health.statusSince, true)}`,
  );
}

function facts({ address, capabilities, labels, health }) {
  const { memoryGb, gpuMemoryGb, model, chip, flops = {} } = capabilities;
  const known = [
    ['Reason', why(health)],
    ['Address', address],
    ['Last check', format.time(health.checkedAt, true)],
    ['Consecutive', inARow(health)],
    ['Round trip', format.milliseconds(format.inMilliseconds(health.roundTripTime))],
    ['Memory', format.amount(memoryGb, 'GB')],
    ['GPUs', format.gpus(capabilities)],
    ['GPU memory', format.amount(gpuMemoryGb, 'GB')],
    ['Chip', chip],
    ['Model', model],
    ...['fp32', 'fp16', 'int8'].map((kind) => [`TFLOPS ${kind}`, format.amount(flops[kind])]),
    ...Object.entries(labels).sort(),
  ];
  const shown = known.filter(([, value]) => value);
  return el(
    'dl',
    {},
    ...shown.flatMap(([name, value]) => [el('dt', {}, foreign(name)), el('dd', {}, foreign(value))]),
  );
}

function inARow({ consecutiveSuccesses = 0, consecutiveFailures = 0 }) {
  return consecutiveFailures > 0
    ? format.count(consecutiveFailures, 'failure')
    : consecutiveSuccesses > 0 && format.count(consecutiveSuccesses, 'success', 'successes');
}

function roundTrips({ roundTripMicros }) {
  return [el('h3', { text: 'Round trips' }), plot(roundTripMicros.map((micros) => micros / 1000))];
}

function transitions({ transitions }) {
  const rows = transitions.toReversed().map(({ at, status, reason }) =>
    el(
      'li',
      {},
      el('span', { class: `mark ${format.mark(status)}`, 'aria-hidden': 'true' }),
      [format.status(status), format.reason(reason)].filter(Boolean).join(', '),
      el('time', { datetime: at, text: format.time(at) }),
    ),
  );
  const list = rows.length > 0 ? el('ol', {}, ...rows) : el('p', { class: 'soft', text: 'None yet.' });
  return [el('h3', { text: 'Changes, newest first' }), list];
}
