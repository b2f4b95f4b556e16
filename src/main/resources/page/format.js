// Formats values of the API as text.

const STATUSES = new Map([
  ['STATUS_HEALTHY', 'healthy'],
  ['STATUS_SUSPECT', 'suspect'],
  ['STATUS_UNHEALTHY', 'unhealthy'],
  ['STATUS_UNKNOWN', 'not checked yet'],
  ['STATUS_MAINTENANCE', 'maintenance'],
]);

const NONE = '';
const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const digits = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });

/** All statuses, in display order. */
export const statuses = [...STATUSES.keys()];

/** The label of a status; one that a later version may add is its name in lower case. */
export function status(name) {
  return STATUSES.get(name) ?? plain(name, 'STATUS_');
}

/** The CSS class of a status, which sets its shape and colour. */
export function mark(name) {
  return STATUSES.has(name) ? plain(name, 'STATUS_') : 'unknown';
}

/** The label of a reason: 'REASON_NOT_SERVING' is 'not serving', undefined is ''. */
export function reason(name) {
  return name === undefined || name === 'REASON_UNSPECIFIED' ? '' : plain(name, 'REASON_');
}

/** A number with its unit; undefined is ''. */
export function amount(value, unit = '') {
  return value === undefined ? NONE : numbers.format(value) + (unit && ' ' + unit);
}

/** Milliseconds with three significant digits, from a second on in seconds; undefined is ''. */
export function milliseconds(value) {
  if (value === undefined) {
    return NONE;
  }
  return value < SECOND ? digits.format(value) + ' ms' : digits.format(value / SECOND) + ' s';
}

/** A duration of the API ('0.001234s') in milliseconds; undefined stays undefined. */
export function inMilliseconds(duration) {
  return duration === undefined ? undefined : Number.parseFloat(duration) * SECOND;
}

/** A time in the local time zone, with its date if that is not today or `full` is set. */
export function time(timestamp, full = false) {
  if (timestamp === undefined) {
    return NONE;
  }
  const date = new Date(timestamp);
  const isOld = Math.abs(Date.now() - date) > DAY || date.getDate() !== new Date().getDate();
  return (full || isOld ? calendar : clock).format(date);
}

/** The number of GPUs, or whether there are any; '' if neither is known. */
export function gpus({ gpu, gpuCount }) {
  if (gpuCount !== undefined) {
    return gpuCount === 0 ? 'no' : numbers.format(gpuCount);
  }
  return gpu === undefined ? NONE : gpu ? 'yes' : 'no';
}

/** A summary of a peer's capabilities; '' if none is known. */
export function offers(capabilities = {}) {
  const { memoryGb, gpu, gpuCount, gpuMemoryGb, chip, model } = capabilities;
  const parts = [];
  if (memoryGb !== undefined) {
    parts.push(amount(memoryGb, 'GB'));
  }
  if (gpu || gpuCount > 0) {
    const memory = gpuMemoryGb === undefined ? '' : ` (${amount(gpuMemoryGb, 'GB')})`;
    parts.push((gpuCount > 1 ? `${numbers.format(gpuCount)} GPUs` : 'GPU') + memory);
  }
  parts.push(...[chip ?? model].filter(Boolean));
  return parts.join(', ');
}

/** '1 peer', '3 peers'. */
export function count(number, noun, plural = noun + 's') {
  return `${numbers.format(number)} ${number === 1 ? noun : plural}`;
}

function plain(name, prefix) {
  return name.replace(prefix, '').replaceAll('_', ' ').toLowerCase();
}
