// One stop for the tab key in a group of buttons; the arrow keys go on from there.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Makes it so for the buttons that this group has now or later. */
export function rove(group) {
  let current = null;
  const enter = (button) => {
    current?.setAttribute('tabindex', '-1');
    current = button;
    current?.setAttribute('tabindex', '0');
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      addedNodes.forEach((node) => node !== current && node.setAttribute('tabindex', '-1'));
    }
    if (!group.contains(current)) {
      enter(group.querySelector('button'));
    }
  }).observe(group, { childList: true });
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
  const step = STEPS[key];
  if (key === 'Home' || key === 'End') {
    const shown = group.querySelectorAll('button:not([hidden])');
    return key === 'Home' ? shown[0] : shown[shown.length - 1];
  }
  if (step === undefined || current === null) {
    return null;
  }
  const walk = step > 0 ? 'nextElementSibling' : 'previousElementSibling';
  let button = current[walk];
  while (button?.hidden) {
    button = button[walk];
  }
  return button;
}
