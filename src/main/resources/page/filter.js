// Filters the peers by status, by a search text, and by single columns.

import { columns } from './columns.js';

const COMPARISON = /^(>=|<=|>|<|=)?\s*(\d+(?:\.\d+)?)$/;

const COMPARE = {
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '=': (a, b) => a === b,
};

/** A peer matches if it matches each filter that is set. */
export class Filter {
  statuses = new Set();
  #search = '';
  #byColumn = new Map();
  #texts = new WeakMap();

  /** Searches all columns for this text; '' for no search. */
  search(text) {
    this.#search = normal(text);
  }

  /** Filters one column by a text, or a number by a comparison such as '>= 16'; '' for no filter. */
  setColumn(key, condition) {
    this.#byColumn.delete(key);
    if (condition.trim() !== '') {
      this.#byColumn.set(key, matcher(columns.find((column) => column.key === key), condition.trim()));
    }
  }

  /** Adds this status to those that are shown, or removes it. */
  toggle(status) {
    if (!this.statuses.delete(status)) {
      this.statuses.add(status);
    }
  }

  /** Removes all filters. */
  clear() {
    this.statuses.clear();
    this.#search = '';
    this.#byColumn.clear();
  }

  /** Whether any filter is set. */
  get isSet() {
    return this.statuses.size > 0 || this.#search !== '' || this.#byColumn.size > 0;
  }

  matches(peer) {
    return (
      (this.statuses.size === 0 || this.statuses.has(peer.health.status)) &&
      (this.#search === '' || this.#text(peer).includes(this.#search)) &&
      [...this.#byColumn.values()].every((matches) => matches(peer))
    );
  }

  // Cached until the peer changes: formatting takes far longer than the search.
  #text(peer) {
    if (!this.#texts.has(peer)) {
      this.#texts.set(peer, normal(columns.map(({ show }) => show(peer)).join('\n')));
    }
    return this.#texts.get(peer);
  }
}

function matcher({ isNumber, value, show }, condition) {
  const [, sign = '=', number] = (isNumber && COMPARISON.exec(condition)) || [];
  if (number !== undefined) {
    return (peer) => value(peer) !== undefined && COMPARE[sign](value(peer), Number(number));
  }
  const word = normal(condition);
  return (peer) => normal(show(peer)).includes(word);
}

function normal(text) {
  return text.normalize('NFKC').toLowerCase();
}
