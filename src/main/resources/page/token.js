// The form for the token.

import { hasToken, useToken } from './api.js';
import { byId, setText } from './dom.js';

/** Calls `submitted` each time that people enter a token. */
export function onToken(submitted) {
  byId('token').addEventListener('submit', (event) => {
    event.preventDefault();
    useToken(byId('token-text').value.trim());
    byId('token-text').value = '';
    byId('token').hidden = true;
    submitted();
  });
}

/** Shows the form, and if there was a token before, that it is not valid. */
export function askForToken() {
  if (hasToken()) {
    setText(byId('token-title'), 'Another token is required');
    setText(byId('token-why'), 'This token is not the active one; it may have been changed.');
  }
  byId('token').hidden = false;
  byId('token-text').focus();
}
