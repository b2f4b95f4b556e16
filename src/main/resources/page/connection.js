// Says whether what is shown is live, and since when; or that it is not.

import { byId, el, setText } from './dom.js';
import { moment } from './words.js';

/** Shows that the stream stands since this moment. */
export function showLive(since) {
  document.body.classList.remove('stale');
  byId('connection').className = 'connection live';
  setText(byId('connection'), `live, connected since ${moment(since)}`);
  byId('loss')?.remove();
}

/** Shows that it does not, since when and why, and lets people try again at once. */
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
      ? 'No connection to Rollcall. It is tried again all the time.'
      : `Connection lost at ${moment(since)}: what is shown may no longer be so.` +
          ' It is tried again all the time.',
  );
  setText(byId('loss-why'), error.message);
}

/** Shows that a token is needed first. */
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
    el('button', { type: 'button', text: 'Try now', onclick: tryAgain }),
  );
}
