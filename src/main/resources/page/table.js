// The table of the peers: sortable by each column, with one page of rows in the document.

import { columns } from './columns.js';
import { byId, el, foreign, setAttribute, setText } from './dom.js';
import { showPages } from './pages.js';
import * as format from './format.js';

const ROWS = 50;

/** Sorts, and shows the rows of one page. `changed` is called when people sort or turn the page. */
export class Table {
  #open;
  #changed;
  #sort = { key: 'id', isUp: true };
  #page = 0;
  #rows = new Map();
  #heads = new Map();
  #body = el('tbody', { role: 'rowgroup' });

  constructor(open, filter, changed) {
    this.#open = open;
    this.#changed = changed;
    const heads = columns.map((column) => this.#head(column));
    const filters = columns.map((column) => filterCell(column, filter));
    byId('table').replaceChildren(
      el(
        'thead',
        { role: 'rowgroup' },
        el('tr', { role: 'row', class: 'heads' }, ...heads),
        el('tr', { role: 'row', class: 'filters' }, ...filters),
      ),
      this.#body,
    );
  }

  /** Goes back to the first page. */
  resetPage() {
    this.#page = 0;
  }

  /** Shows these peers out of all. */
  show(peers, all) {
    for (const { key, value, isOptional } of columns) {
      const isEmpty = isOptional === true && all.every((peer) => value(peer) === undefined);
      byId('table').classList.toggle(`without-${key}`, isEmpty);
    }
    const sorted = this.#sorted(peers);
    const pages = Math.max(1, Math.ceil(sorted.length / ROWS));
    this.#page = Math.min(this.#page, pages - 1);
    this.#list(sorted.slice(this.#page * ROWS, (this.#page + 1) * ROWS));
    showPages(byId('pages'), this.#page, pages, (page) => {
      this.#page = page;
      this.#changed();
      byId('scroller').scrollIntoView();
    });
  }

  #head({ key, label, isNumber }) {
    const button = el('button', { type: 'button', text: label, onclick: () => this.#sortBy(key) });
    const head = el('th', { role: 'columnheader', scope: 'col', class: classes(key, isNumber) }, button);
    this.#heads.set(key, head);
    this.#mark(key);
    return head;
  }

  #sortBy(key) {
    const { key: before, isUp } = this.#sort;
    this.#sort = { key, isUp: key !== before || !isUp };
    this.#page = 0;
    this.#mark(before);
    this.#mark(key);
    this.#changed();
  }

  #mark(key) {
    const { key: sorted, isUp } = this.#sort;
    const order = key !== sorted ? 'none' : isUp ? 'ascending' : 'descending';
    setAttribute(this.#heads.get(key), 'aria-sort', order);
  }

  #sorted(peers) {
    const { key, isUp } = this.#sort;
    if (key === 'id') {
      return isUp ? peers : peers.toReversed();
    }
    const { value } = columns.find((column) => column.key === key);
    const keyed = peers.map((peer) => [value(peer), peer]);
    return keyed.sort(([a], [b]) => compare(a, b, isUp ? 1 : -1)).map(([, peer]) => peer);
  }

  #list(peers) {
    const focused = document.activeElement;
    const ids = new Set(peers.map(({ id }) => id));
    for (const [id, row] of this.#rows) {
      if (!ids.has(id)) {
        row.element.remove();
        this.#rows.delete(id);
      }
    }
    let next = this.#body.firstElementChild;
    for (const peer of peers) {
      const row = this.#rows.get(peer.id) ?? this.#row(peer.id);
      row.show(peer);
      if (row.element === next) {
        next = next.nextElementSibling;
      } else {
        this.#body.insertBefore(row.element, next);
      }
    }
    // A row that is moved loses the focus.
    if (focused !== document.activeElement && this.#body.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
  }

  #row(id) {
    const row = new Row(id, this.#open);
    this.#rows.set(id, row);
    return row;
  }
}

class Row {
  #shown = null;
  #texts = new Map();
  #mark = el('span', { class: 'mark', 'aria-hidden': 'true' });

  constructor(id, open) {
    this.element = el('tr', { role: 'row' }, ...columns.map((column) => this.#cell(column, id, open)));
  }

  #cell({ key, label, isNumber }, id, open) {
    const text = el('bdi');
    this.#texts.set(key, text);
    const properties = { role: 'cell', 'data-label': label, class: classes(key, isNumber) };
    switch (key) {
      case 'id': {
        const button = el('button', { type: 'button', onclick: () => open(id) }, text);
        return el('th', { ...properties, role: 'rowheader', scope: 'row' }, button);
      }
      case 'status':
        return el('td', properties, this.#mark, text);
      default:
        return el('td', properties, text);
    }
  }

  show(peer) {
    if (this.#shown === peer) {
      return;
    }
    this.#shown = peer;
    setAttribute(this.#mark, 'class', `mark ${format.mark(peer.health.status)}`);
    for (const { key, show } of columns) {
      setText(this.#texts.get(key), show(peer));
    }
  }
}

function filterCell({ key, label, isNumber }, filter) {
  const input = el('input', {
    type: 'search',
    spellcheck: 'false',
    'aria-label': `Filter by ${label}`,
    placeholder: isNumber ? '>= 1' : 'any',
    oninput: ({ target }) => filter(key, target.value),
  });
  return el('td', { role: 'cell', 'data-label': label, class: key }, input);
}

function classes(key, isNumber) {
  return isNumber ? `${key} number` : key;
}

// Unknown values come last in both orders.
function compare(a, b, sign) {
  if (a === undefined || b === undefined) {
    return (a === undefined) - (b === undefined);
  }
  return a === b ? 0 : a < b ? -sign : sign;
}
