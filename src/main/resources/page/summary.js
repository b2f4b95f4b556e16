// The summary line, and the alerts.

import { byId, el, foreign, setText } from './dom.js';
import * as format from './format.js';

const ANSWERING = ['STATUS_HEALTHY', 'STATUS_SUSPECT'];
const CHECKED = [...ANSWERING, 'STATUS_UNHEALTHY'];

let currentAlarms = '';

/** Shows the state of the cluster in one line, and alerts if there are any. */
export function showSummary(model) {
  const { roster = {}, nodeId = '' } = model.observer;
  setText(byId('summary'), sentence(model));
  setText(byId('node'), nodeId && `at ${nodeId}`);
  setText(byId('roster'), `${roster.source}, active since ${format.time(roster.loadedAt)}`);
  document.title = `${sentence(model)} – Rollcall`;
  showAlarms(model.observer);
}

function sentence(model) {
  const sum = (statuses) => statuses.reduce((total, status) => total + model.count(status), 0);
  const all = model.peers.length;
  if (all === 0) {
    return 'No peers are listed';
  }
  const answering = sum(ANSWERING);
  const others = [
    [all - sum(CHECKED) - model.count('STATUS_MAINTENANCE'), 'not checked yet'],
    [model.count('STATUS_MAINTENANCE'), 'in maintenance'],
  ].filter(([count]) => count > 0);
  return [
    `${format.amount(answering)} of ${format.count(sum(CHECKED), 'peer')} answer${answering === 1 ? 's' : ''}`,
    ...others.map(([count, label]) => `${format.amount(count)} ${label}`),
  ].join(', ');
}

function showAlarms({ isolated = false, roster = {} }) {
  const errors = roster.errors ?? [];
  const key = JSON.stringify([isolated, errors]);
  if (key === currentAlarms) {
    return;
  }
  currentAlarms = key;
  const alarms = [];
  if (isolated) {
    alarms.push(alarm('No peer responds: this node itself may be cut off.'));
  }
  if (errors.length > 0) {
    const lines = errors.map((error) => el('li', {}, foreign(error)));
    const text = 'The newest version of the list was rejected; the previous one stays active.';
    alarms.push(alarm(text, el('ul', {}, ...lines)));
  }
  byId('alarms').replaceChildren(...alarms);
}

function alarm(text, ...more) {
  return el('div', { class: 'panel alarm', role: 'alert' }, el('p', { text }), ...more);
}
