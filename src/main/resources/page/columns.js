// Defines the columns of the table: their values, and how these are shown, sorted and filtered.

import { roundTrip } from './model.js';
import * as format from './format.js';

/**
 * `value` is the sort key (undefined comes last), `show` the text. An optional column is left out if
 * no peer has a value.
 */
export const columns = [
  {
    key: 'status',
    label: 'Status',
    value: (peer) => format.statuses.indexOf(peer.health.status),
    show: (peer) => format.status(peer.health.status) + (peer.health.flapping ? ', flapping' : ''),
  },
  text('id', 'Peer', (peer) => peer.id),
  text('address', 'Address', (peer) => peer.address),
  optional(number('memory', 'Memory', (peer) => peer.capabilities.memoryGb, 'GB')),
  optional({
    ...number('gpus', 'GPUs', (peer) => gpus(peer.capabilities)),
    show: (peer) => format.gpus(peer.capabilities),
  }),
  optional(number('gpu-memory', 'GPU memory', (peer) => peer.capabilities.gpuMemoryGb, 'GB')),
  optional(text('chip', 'Chip', (peer) => peer.capabilities.chip)),
  optional(text('model', 'Model', (peer) => peer.capabilities.model)),
  optional(text('labels', 'Labels', (peer) => labels(peer.labels))),
  {
    ...number('round-trip', 'Round trip', roundTrip),
    show: (peer) => format.milliseconds(roundTrip(peer)),
  },
  {
    key: 'since',
    label: 'Since',
    value: (peer) => Date.parse(peer.health.statusSince) || undefined,
    show: (peer) => format.time(peer.health.statusSince),
  },
  text('why', 'Reason', (peer) => why(peer.health)),
];

/** Why the last check did not succeed; '' if it did. */
export function why({ reason, detail }) {
  return [format.reason(reason), detail].filter(Boolean).join(': ');
}

function optional(column) {
  return { ...column, isOptional: true };
}

function text(key, label, find) {
  return { key, label, value: (peer) => find(peer) || undefined, show: (peer) => find(peer) || '' };
}

function number(key, label, find, unit) {
  return { key, label, isNumber: true, value: find, show: (peer) => format.amount(find(peer), unit) };
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
