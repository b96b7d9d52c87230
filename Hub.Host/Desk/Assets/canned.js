// Canned answers: a slash at the beginning of a line opens the list, letters narrow it, arrows and Enter choose.
import { ask } from './http.js';

let list = null;
let loading = null;

const popup = field => field.form.querySelector('[data-canned]');
const options = box => [...box.querySelectorAll('[role=option]:not([hidden])')];
const wordAt = field => /(?:^|\n)\/([^\n/]{0,60})$/.exec(field.value.slice(0, field.selectionStart));

/** To be called at every change of the field. */
export async function offer(field) {
  const box = popup(field);
  if (!wordAt(field)) {
    close(field);
    return;
  }
  loading ??= ask('/desk/parts/canned').then(answer => answer.ok ? answer.text() : '').then(html => { list = html; });
  await loading;
  const word = wordAt(field);
  if (!word) return;
  if (box.hidden) box.innerHTML = list;
  const sought = word[1].toLowerCase();
  for (const option of box.querySelectorAll('[role=option]'))
    option.hidden = !option.dataset.name.toLowerCase().includes(sought) && !option.dataset.text.toLowerCase().includes(sought);
  const shown = options(box);
  box.hidden = shown.length === 0;
  if (box.hidden) close(field);
  else mark(field, shown.find(option => option.ariaSelected === 'true') ?? shown[0]);
}

/** Closes the list; answers whether it was open. */
export function close(field) {
  const box = popup(field);
  const was = !box.hidden;
  box.hidden = true;
  field.removeAttribute('aria-activedescendant');
  loading = was ? null : loading;
  return was;
}

function mark(field, option) {
  for (const other of popup(field).querySelectorAll('[role=option]')) other.ariaSelected = String(other === option);
  field.setAttribute('aria-activedescendant', option.id);
  option.scrollIntoView({ block: 'nearest' });
}

function choose(field, option) {
  const end = field.selectionStart;
  const start = end - wordAt(field)[1].length - 1;
  field.setRangeText(option.dataset.text, start, end, 'end');
  close(field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Answers whether the key was for the list. */
export function cannedKey(field, event) {
  const box = popup(field);
  if (!box || box.hidden) return false;
  const shown = options(box);
  const at = shown.findIndex(option => option.ariaSelected === 'true');
  if (event.key === 'ArrowDown') mark(field, shown[(at + 1) % shown.length]);
  else if (event.key === 'ArrowUp') mark(field, shown[(at + shown.length - 1) % shown.length]);
  else if (event.key === 'Enter' || event.key === 'Tab') choose(field, shown[at]);
  else if (event.key === 'Escape') close(field);
  else return false;
  return true;
}

/** A click chooses too. */
export function watchCanned() {
  document.addEventListener('mousedown', event => {
    const option = event.target.closest?.('[data-canned] [role=option]');
    if (!option) return;
    event.preventDefault();
    choose(option.closest('form').elements.text, option);
  });
}
