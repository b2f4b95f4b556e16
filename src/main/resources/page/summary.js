// The line that says it all, and what needs attention.

import { byId, el, foreign, setText } from './dom.js';
import * as words from './words.js';

const ANSWERING = ['STATUS_HEALTHY', 'STATUS_SUSPECT'];
const ASKED = [...ANSWERING, 'STATUS_UNHEALTHY'];

let shownAlarms = '';

/** Shows the whole state of the cluster in a few words. */
export function showSummary(model) {
  const { roster = {}, nodeId = '' } = model.observer;
  setText(byId('summary'), sentence(model));
  setText(byId('node'), nodeId && `at ${nodeId}`);
  setText(byId('roster'), `${roster.source}, in force since ${words.moment(roster.loadedAt)}`);
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
    [all - sum(ASKED) - model.count('STATUS_MAINTENANCE'), 'not checked yet'],
    [model.count('STATUS_MAINTENANCE'), 'in maintenance'],
  ].filter(([count]) => count > 0);
  return [
    `${words.amount(answering)} of ${words.count(sum(ASKED), 'peer')} answer${answering === 1 ? 's' : ''}`,
    ...others.map(([count, what]) => `${words.amount(count)} ${what}`),
  ].join(', ');
}

function showAlarms({ isolated = false, roster = {} }) {
  const errors = roster.errors ?? [];
  const key = JSON.stringify([isolated, errors]);
  if (key === shownAlarms) {
    return;
  }
  shownAlarms = key;
  const alarms = [];
  if (isolated) {
    alarms.push(alarm('No peer answers: this node may be the one that is cut off.'));
  }
  if (errors.length > 0) {
    const lines = errors.map((error) => el('li', {}, foreign(error)));
    const text = 'The newest version of the list was refused; the one before it stays in force.';
    alarms.push(alarm(text, el('ul', {}, ...lines)));
  }
  byId('alarms').replaceChildren(...alarms);
}

function alarm(text, ...more) {
  return el('div', { class: 'panel alarm', role: 'alert' }, el('p', { text }), ...more);
}
