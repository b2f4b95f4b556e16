// Which peers are shown: by status, by a word anywhere, and by what is asked of single columns.

import { columns } from './columns.js';

const COMPARISON = /^(>=|<=|>|<|=)?\s*(\d+(?:\.\d+)?)$/;

const COMPARE = {
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '=': (a, b) => a === b,
};

/** A peer is shown if it matches every part that is set. */
export class Filter {
  statuses = new Set();
  #word = '';
  #asked = new Map();
  #texts = new WeakMap();

  /** Asks for this word in any column; '' for none. */
  find(word) {
    this.#word = normal(word);
  }

  /** Asks this of one column: a word, or for numbers also '>= 16'; '' for nothing. */
  ask(key, question) {
    this.#asked.delete(key);
    if (question.trim() !== '') {
      this.#asked.set(key, matcher(columns.find((column) => column.key === key), question.trim()));
    }
  }

  /** Shows peers of this status, among others that were asked for, or no longer. */
  toggle(status) {
    if (!this.statuses.delete(status)) {
      this.statuses.add(status);
    }
  }

  /** Shows all. */
  clear() {
    this.statuses.clear();
    this.#word = '';
    this.#asked.clear();
  }

  /** Whether anything is asked for. */
  get isSet() {
    return this.statuses.size > 0 || this.#word !== '' || this.#asked.size > 0;
  }

  matches(peer) {
    return (
      (this.statuses.size === 0 || this.statuses.has(peer.health.status)) &&
      (this.#word === '' || this.#text(peer).includes(this.#word)) &&
      [...this.#asked.values()].every((isRight) => isRight(peer))
    );
  }

  // Kept as long as the peer is as it is: to write it takes far longer than to search it.
  #text(peer) {
    if (!this.#texts.has(peer)) {
      this.#texts.set(peer, normal(columns.map(({ show }) => show(peer)).join('\n')));
    }
    return this.#texts.get(peer);
  }
}

function matcher({ isNumber, value, show }, question) {
  const [, sign = '=', number] = (isNumber && COMPARISON.exec(question)) || [];
  if (number !== undefined) {
    return (peer) => value(peer) !== undefined && COMPARE[sign](value(peer), Number(number));
  }
  const word = normal(question);
  return (peer) => normal(show(peer)).includes(word);
}

function normal(text) {
  return text.normalize('NFKC').toLowerCase();
}
