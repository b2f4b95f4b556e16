// Connects the parts: the stream updates the model, and the model is rendered.

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
import * as format from './format.js';

const MAX_IN_GRAPH = 60;
const PAINT_DELAY = 150;
const REFRESH_INTERVAL = 5000;
const REFRESH_PER_PEER = 10;

const model = new Model();
const filter = new Filter();
const details = new Details(model);
const open = (id) => details.open(id);
const table = new Table(open, filterColumn, paintSoon);
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
      refresh();
    }
    paintSoon();
  },
  lost(error) {
    showLost(lostAt(), error, () => stream.start());
  },
  unauthorized() {
    byId('content').hidden = true;
    showWaiting();
    askForToken();
  },
});

let lost = null;

// The time of the disconnect, not of the last attempt.
function lostAt() {
  if (since !== null) {
    lost = Date.now();
    since = null;
  }
  return lost;
}

// The stream does not send round trips on their own. This also detects a dead connection.
async function refresh() {
  if (since === null || document.hidden) {
    return;
  }
  try {
    model.refresh(await get('api/v1/topology', REFRESH_INTERVAL));
    paintSoon();
  } catch (error) {
    if (since !== null) {
      stream.start();
    }
  }
}

async function refreshRegularly() {
  await refresh();
  setTimeout(refreshRegularly, Math.max(REFRESH_INTERVAL, REFRESH_PER_PEER * model.peers.length));
}

function filterColumn(key, condition) {
  filter.setColumn(key, condition);
  filterChanged();
}

function toggle(status) {
  filter.toggle(status);
  filterChanged();
}

function filterChanged() {
  table.resetPage();
  paintSoon();
}

function clear() {
  filter.clear();
  document.querySelectorAll('#peers input').forEach((input) => (input.value = ''));
  filterChanged();
}

function toggleColumnFilters({ currentTarget }) {
  const isShown = byId('table').classList.toggle('filtering');
  currentTarget.setAttribute('aria-expanded', String(isShown));
}

function paintSoon() {
  painting ??= setTimeout(() => requestAnimationFrame(paint), PAINT_DELAY);
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
  // In a frame of its own, so that neither blocks the browser for long.
  requestAnimationFrame(() => list(shown));
}

function list(shown) {
  table.show(shown, model.peers);
  byId('all').hidden = !filter.isSet;
  const all = format.count(model.peers.length, 'peer');
  setText(byId('count'), filter.isSet ? `${format.amount(shown.length)} of ${all} shown` : '');
}

function showPicture(shown) {
  const Kind = model.peers.length > MAX_IN_GRAPH ? Grid : Graph;
  if (!(picture instanceof Kind)) {
    picture = new Kind(byId('picture'), open);
  }
  picture.show(model, shown);
}

byId('search').addEventListener('input', ({ target }) => {
  filter.search(target.value);
  filterChanged();
});
byId('by-column').addEventListener('click', toggleColumnFilters);
byId('all').addEventListener('click', clear);
new ResizeObserver(() => requestAnimationFrame(paint)).observe(byId('picture'));
onToken(() => stream.start());
stream.start();
refreshRegularly();
