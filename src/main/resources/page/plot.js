// Plots the round trips of a peer's last checks.

import { el, svg } from './dom.js';
import { milliseconds } from './format.js';

const WIDTH = 320;
const HEIGHT = 72;
const EDGE = 4;

/** A plot of these times in milliseconds, oldest first, with a caption. */
export function plot(times) {
  if (times.length === 0) {
    return el('p', { class: 'soft', text: 'No check has succeeded yet.' });
  }
  const most = Math.max(...times);
  const x = (i) => EDGE + (i * (WIDTH - 2 * EDGE)) / Math.max(1, times.length - 1);
  const y = (time) => HEIGHT - EDGE - (time / (most || 1)) * (HEIGHT - 2 * EDGE);
  const points = times.map((time, i) => `${x(i).toFixed(1)},${y(time).toFixed(1)}`);
  const last = times.length - 1;
  return el(
    'figure',
    {},
    svg(
      'svg',
      { class: 'plot', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
      svg('path', { class: 'axis', d: `M0 ${HEIGHT - 1}H${WIDTH}` }),
      svg('polyline', { points: points.join(' ') }),
      svg('circle', { cx: x(last), cy: y(times[last]), r: 3 }),
    ),
    el('figcaption', { text: caption(times, most) }),
  );
}

function caption(times, most) {
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[Math.ceil(sorted.length / 2) - 1];
  return times.length === 1
    ? `one check: ${milliseconds(times[0])}`
    : `the last ${times.length} successful checks: ${milliseconds(sorted[0])} to ${milliseconds(most)}, median ${milliseconds(median)}`;
}
