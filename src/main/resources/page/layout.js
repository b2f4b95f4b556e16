// Computes the layout of the graph; the same number of peers and width give the same layout.

const MARGIN = 24;
const WIDE = 760;
const TALL = 420;
const NARROWEST_ROW = 38;
const WIDEST_ROW = 92;
const TREE_ROW = 44;
const TRUNK = 14;
const BRANCH = 104;
const MARK = 13;
const OWN_MARK = 19;
const LABEL_AT = 0.82;

/**
 * Positions for so many peers in so many pixels of width: `{height, self, peers, isTree}`, and what
 * links share (`trunk`). Each has its point (x, y) and the side of its text.
 */
export function layout(count, width) {
  return width < WIDE ? tree(count) : ring(count, width);
}

/** On a phone: a tree with the node itself at the root. */
function tree(count) {
  const y = (row) => MARGIN + row * TREE_ROW;
  return {
    height: y(count) + MARGIN,
    isTree: true,
    trunk: `M${TRUNK} ${y(0) + MARK}V${y(count)}`,
    self: { x: TRUNK, y: y(0), side: 'right' },
    peers: Array.from({ length: count }, (_, i) => ({ x: BRANCH, y: y(i + 1), side: 'right' })),
  };
}

/** Otherwise a circle with the node itself in the middle. */
function ring(count, width) {
  const right = Math.ceil(count / 2);
  const row = Math.min(WIDEST_ROW, Math.max(NARROWEST_ROW, TALL / Math.max(1, right)));
  const height = Math.max(4 * MARGIN, right * row) + 2 * MARGIN;
  const middle = { x: width / 2, y: height / 2 };
  const radius = Math.min(0.24 * width, 420);
  const place = (index, sideCount, sign) => {
    const offset = (index - (sideCount - 1) / 2) * row;
    const bend = Math.sqrt(1 - (offset / (height / 2)) ** 2);
    return {
      x: middle.x + sign * radius * (0.45 + 0.55 * bend),
      y: middle.y + sign * offset,
      side: sign > 0 ? 'right' : 'left',
    };
  };
  return {
    height,
    isTree: false,
    trunk: '',
    self: { ...middle, side: 'below' },
    peers: Array.from({ length: count }, (_, i) =>
      i < right ? place(i, right, 1) : place(i - right, count - right, -1),
    ),
  };
}

/** The path of a link from the node itself to a peer, and the position of its round trip. */
export function link({ self, isTree }, { x, y }) {
  if (isTree) {
    return { path: `M${self.x} ${y}H${x - MARK}`, at: { x: (self.x + x) / 2, y: y - 5 } };
  }
  const length = Math.hypot(x - self.x, y - self.y);
  const on = (part) => ({ x: self.x + part * (x - self.x), y: self.y + part * (y - self.y) });
  const [from, to, at] = [OWN_MARK / length, 1 - MARK / length, LABEL_AT].map(on);
  return { path: `M${from.x} ${from.y}L${to.x} ${to.y}`, at: { x: at.x, y: at.y + 4 } };
}
