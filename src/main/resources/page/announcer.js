// Tells those who listen what has changed, and no more than can be listened to.

import { byId } from './dom.js';
import * as words from './words.js';

const PAUSE = 2000;
const MOST_NAMED = 3;

let waiting = new Map();
let timer = null;

/** These peers have another status now. */
export function announce(peers) {
  peers.forEach(({ id, health }) => waiting.set(id, words.status(health.status)));
  if (waiting.size > 0) {
    timer ??= setTimeout(tell, PAUSE);
  }
}

function tell() {
  const named = [...waiting].map(([id, status]) => `${id} is ${status}`);
  byId('news').textContent =
    named.length > MOST_NAMED ? `${words.count(named.length, 'peer')} changed` : named.join('. ');
  waiting = new Map();
  timer = null;
}
