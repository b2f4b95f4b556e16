// Puts the parts together: the stream tells the model, the model is shown.

import { announce } from './announcer.js';
import { get } from './api.js';
import { showLive, showLost, showWaiting } from './connection.js';
import { Details } from './details.js';
import { byId, setText } from './dom.js';
import { Filter } from './filter.js';
import { Graph } from './graph.js';
import { Grid } from './grid.js';
import { Model } from './model.js';
import { Statuses } from './statuses.js';
import { Stream } from './stream.js';
import { showSummary } from './summary.js';
import { Table } from './table.js';
import { askForToken, onToken } from './token.js';
import * as words from './words.js';

const MOST_IN_GRAPH = 60;
const BETWEEN_PAINTS = 150;
const LOOK = 5000;
const LOOK_PER_PEER = 10;

const model = new Model();
const filter = new Filter();
const details = new Details(model);
const open = (id) => details.open(id);
const table = new Table(open, ask, paintSoon);
const statuses = new Statuses(toggle);
let picture = null;
let since = null;
let painting = null;

const stream = new Stream({
  live() {
    since = Date.now();
    showLive(since);
    byId('token').hidden = true;
  },
  changed(response) {
    announce(model.apply(response));
    if (response.reset) {
      look();
    }
    paintSoon();
  },
  lost(error) {
    showLost(lostAt(), error, () => stream.start());
  },
  refused() {
    byId('content').hidden = true;
    showWaiting();
    askForToken();
  },
});

let lost = null;

// When it was lost, not when it was last tried.
function lostAt() {
  if (since !== null) {
    lost = Date.now();
    since = null;
  }
  return lost;
}

// Round trips are no news to the stream. And a connection that died without a word is found so.
async function look() {
  if (since === null || document.hidden) {
    return;
  }
  try {
    model.refresh(await get('/api/v1/topology', LOOK));
    paintSoon();
  } catch (error) {
    if (since !== null) {
      stream.start();
    }
  }
}

async function lookAgain() {
  await look();
  setTimeout(lookAgain, Math.max(LOOK, LOOK_PER_PEER * model.peers.length));
}

function ask(key, question) {
  filter.ask(key, question);
  asked();
}

function toggle(status) {
  filter.toggle(status);
  asked();
}

function asked() {
  table.begin();
  paintSoon();
}

function clear() {
  filter.clear();
  document.querySelectorAll('#peers input').forEach((input) => (input.value = ''));
  asked();
}

function toggleQuestions({ currentTarget }) {
  const isShown = byId('table').classList.toggle('asking');
  currentTarget.setAttribute('aria-expanded', String(isShown));
}

function paintSoon() {
  painting ??= setTimeout(() => requestAnimationFrame(paint), BETWEEN_PAINTS);
}

function paint() {
  painting = null;
  if (model.observer === null) {
    return;
  }
  byId('content').hidden = false;
  const shown = filter.isSet ? model.peers.filter((peer) => filter.matches(peer)) : model.peers;
  showSummary(model);
  statuses.show(model, filter);
  showPicture(new Set(shown));
  details.show();
  // In a frame of its own, so that the browser can breathe between the two.
  requestAnimationFrame(() => list(shown));
}

function list(shown) {
  table.show(shown, model.peers);
  byId('all').hidden = !filter.isSet;
  const all = words.count(model.peers.length, 'peer');
  setText(byId('count'), filter.isSet ? `${words.amount(shown.length)} of ${all} shown` : '');
}

function showPicture(shown) {
  const Kind = model.peers.length > MOST_IN_GRAPH ? Grid : Graph;
  if (!(picture instanceof Kind)) {
    picture = new Kind(byId('picture'), open);
  }
  picture.show(model, shown);
}

byId('search').addEventListener('input', ({ target }) => {
  filter.find(target.value);
  asked();
});
byId('by-column').addEventListener('click', toggleQuestions);
byId('all').addEventListener('click', clear);
new ResizeObserver(() => requestAnimationFrame(paint)).observe(byId('picture'));
onToken(() => stream.start());
stream.start();
lookAgain();
