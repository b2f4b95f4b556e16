// Asks people for the token.

import { hasToken, useToken } from './api.js';
import { byId, setText } from './dom.js';

/** Calls `given` once there is a token that can be tried. */
export function onToken(given) {
  byId('token').addEventListener('submit', (event) => {
    event.preventDefault();
    useToken(byId('token-text').value.trim());
    byId('token-text').value = '';
    byId('token').hidden = true;
    given();
  });
}

/** Shows the question, and if there was a token before, that it is not the right one. */
export function askForToken() {
  if (hasToken()) {
    setText(byId('token-title'), 'Another token is needed');
    setText(byId('token-why'), 'This token is not the one in force; it may have been changed.');
  }
  byId('token').hidden = false;
  byId('token-text').focus();
}
