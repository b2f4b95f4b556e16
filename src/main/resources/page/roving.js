// Roving tabindex: one tab stop for a group of buttons, and arrow keys within it.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const ENDS = { Home: 0, End: -1 };

/** Applies it to the present and later buttons of this group. The keys skip faded ones. */
export function rove(group) {
  let current = null;
  const enter = (button) => {
    current?.setAttribute('tabindex', '-1');
    current = button;
    current?.setAttribute('tabindex', '0');
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      addedNodes.forEach((node) => isOther(node, current) && node.setAttribute('tabindex', '-1'));
    }
    if (!group.contains(current)) {
      enter(group.querySelector('button'));
    }
  }).observe(group, { childList: true, subtree: true });
  group.addEventListener('focusin', ({ target }) => enter(target.closest('button')));
  group.addEventListener('keydown', (event) => {
    const target = next(group, current, event.key);
    if (target) {
      event.preventDefault();
      target.focus();
    }
  });
}

function next(group, current, key) {
  if (!(key in STEPS) && !(key in ENDS)) {
    return undefined;
  }
  const buttons = [...group.querySelectorAll('button')].filter((button) => button === current || !isFaded(button));
  return key in ENDS ? buttons.at(ENDS[key]) : buttons[buttons.indexOf(current) + STEPS[key]];
}

function isOther(node, current) {
  return node.localName === 'button' && node !== current;
}

function isFaded(button) {
  return button.classList.contains('faded');
}
