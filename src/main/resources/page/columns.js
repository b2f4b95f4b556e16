// The columns of the table: what each holds of a peer, and how it is shown, sorted and filtered.

import { roundTrip } from './model.js';
import * as words from './words.js';

/**
 * `value` sorts (undefined comes last), `show` is the text. One that is optional is left out where the
 * list says nothing of the kind about any peer.
 */
export const columns = [
  {
    key: 'status',
    label: 'Status',
    value: (peer) => words.statuses.indexOf(peer.health.status),
    show: (peer) => words.status(peer.health.status) + (peer.health.flapping ? ', flapping' : ''),
  },
  text('id', 'Peer', (peer) => peer.id),
  text('address', 'Address', (peer) => peer.address),
  optional(number('memory', 'Memory', (peer) => peer.capabilities.memoryGb, 'GB')),
  optional({
    ...number('gpus', 'GPUs', (peer) => gpus(peer.capabilities)),
    show: (peer) => words.gpus(peer.capabilities),
  }),
  optional(number('gpu-memory', 'GPU memory', (peer) => peer.capabilities.gpuMemoryGb, 'GB')),
  optional(text('chip', 'Chip', (peer) => peer.capabilities.chip)),
  optional(text('model', 'Model', (peer) => peer.capabilities.model)),
  optional(text('labels', 'Labels', (peer) => labels(peer.labels))),
  {
    ...number('round-trip', 'Round trip', roundTrip),
    show: (peer) => words.milliseconds(roundTrip(peer)),
  },
  {
    key: 'since',
    label: 'Since',
    value: (peer) => Date.parse(peer.health.statusSince) || undefined,
    show: (peer) => words.moment(peer.health.statusSince),
  },
  text('why', 'Why', (peer) => why(peer.health)),
];

/** Why the last check did not succeed; '' if it did. */
export function why({ reason, detail }) {
  return [words.reason(reason), detail].filter(Boolean).join(': ');
}

function optional(column) {
  return { ...column, isOptional: true };
}

function text(key, label, find) {
  return { key, label, value: (peer) => find(peer) || undefined, show: (peer) => find(peer) || '' };
}

function number(key, label, find, unit) {
  return { key, label, isNumber: true, value: find, show: (peer) => words.amount(find(peer), unit) };
}

function labels(map) {
  return Object.entries(map)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(', ');
}

function gpus({ gpu, gpuCount }) {
  return gpuCount ?? (gpu === undefined ? undefined : Number(gpu));
}
