// Pagination of the table.

import { el, setText } from './dom.js';

/** Shows the current page (from 0) and buttons that call `go` with another one. */
export function showPages(host, page, pages, go) {
  host.hidden = pages === 1;
  if (host.childElementCount === 0) {
    host.append(
      el('button', { type: 'button', text: 'Previous', onclick: () => host.go(-1) }),
      el('span', { role: 'status' }),
      el('button', { type: 'button', text: 'Next', onclick: () => host.go(1) }),
    );
  }
  const [previous, where, next] = host.children;
  host.go = (step) => go(page + step);
  setText(where, `page ${page + 1} of ${pages}`);
  previous.disabled = page === 0;
  next.disabled = page === pages - 1;
}
