// Displays whether the data is live, and since when.

import { byId, el, setText } from './dom.js';
import { time } from './format.js';

/** Shows that the stream is connected since this time. */
export function showLive(since) {
  document.body.classList.remove('stale');
  byId('connection').className = 'connection live';
  setText(byId('connection'), `live, connected since ${time(since)}`);
  byId('loss')?.remove();
}

/** Shows that the stream is disconnected, since when and why, with a button to retry at once. */
export function showLost(since, error, tryAgain) {
  document.body.classList.add('stale');
  byId('connection').className = 'connection';
  setText(byId('connection'), 'connection lost');
  if (byId('loss') === null) {
    byId('alarms').before(notice(tryAgain));
  }
  setText(
    byId('loss-text'),
    since === null
      ? 'No connection to Rollcall; reconnecting.'
      : `Connection lost at ${time(since)}; the data shown may be out of date. Reconnecting.`,
  );
  setText(byId('loss-why'), error.message);
}

/** Shows that a token is required first. */
export function showWaiting() {
  byId('connection').className = 'connection';
  setText(byId('connection'), 'not connected');
  byId('loss')?.remove();
}

function notice(tryAgain) {
  return el(
    'div',
    { id: 'loss', class: 'panel alarm', role: 'alert' },
    el('p', { id: 'loss-text' }),
    el('p', { id: 'loss-why', class: 'soft' }),
    el('button', { type: 'button', text: 'Retry now', onclick: tryAgain }),
  );
}
