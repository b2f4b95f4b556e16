// Announces changes to screen readers, summarized if there are many.

import { byId } from './dom.js';
import * as format from './format.js';

const PAUSE = 2000;
const MAX_NAMED = 3;

let pending = new Map();
let timer = null;

/** Announces the new status of these peers. */
export function announce(peers) {
  peers.forEach(({ id, health }) => pending.set(id, format.status(health.status)));
  if (pending.size > 0) {
    timer ??= setTimeout(flush, PAUSE);
  }
}

function flush() {
  const named = [...pending].map(([id, status]) => `${id} is ${status}`);
  byId('news').textContent =
    named.length > MAX_NAMED ? `${format.count(named.length, 'peer')} changed` : named.join('. ');
  pending = new Map();
  timer = null;
}
