// The keyboard: single letters where nothing is being written, Escape and Ctrl Enter everywhere.
import { cannedKey, close } from './canned.js';
import { submit, write } from './composer.js';

const isField = target => target.matches?.('input:not([type=radio]), textarea, select, [contenteditable]');
const press = key => document.querySelector(`[data-key="${key}"]`);

const commands = {
  j: () => step(1),
  k: () => step(-1),
  r: () => write('reply'),
  n: () => write('note'),
  e: () => press('e')?.click(),
  c: () => press('c')?.click(),
  f: () => [...document.querySelectorAll('[data-forward]')].at(-1)?.click(),
  '!': () => press('!')?.click(),
  a: () => assign(),
  '/': () => document.getElementById('search')?.select(),
  '?': () => document.getElementById('help').showModal(),
};

/** Makes the keys work. */
export function watchKeys() {
  document.addEventListener('keydown', event => {
    const { target, key } = event;
    if (target.name === 'text' && target.form?.matches('[data-composer]') && !event.isComposing) {
      if (cannedKey(target, event)) event.preventDefault();
      else if (key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        submit(target.form);
      } else if (key === 'Escape') target.blur();
      return;
    }
    if (key === 'Escape') leave(target);
    if (isField(target) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
    const command = commands[key];
    if (!command) return;
    event.preventDefault();
    command();
  });
  document.addEventListener('focusout', event => {
    if (event.target.name === 'text' && event.target.form?.matches('[data-composer]')) close(event.target);
  });
}

function step(by) {
  const rows = [...document.querySelectorAll('[data-row]')];
  if (rows.length === 0) return;
  const focused = rows.indexOf(document.activeElement);
  const at = focused >= 0 ? focused : rows.findIndex(row => row.ariaCurrent === 'true');
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next].focus();
}

function assign() {
  const choice = press('a');
  if (!choice) return;
  document.querySelector('[data-conversation]')?.classList.add('with-side');
  choice.focus();
  choice.showPicker?.();
}

function leave(target) {
  const menu = document.querySelector('details[data-menu][open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  } else if (isField(target)) target.blur();
}
